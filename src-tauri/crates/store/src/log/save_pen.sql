insert into pen (one, writer, next_seq, prev, desk_key)
values (1, :writer, :next_seq, :prev, :desk_key)
on conflict (one) do update set
    writer = :writer, next_seq = :next_seq, prev = :prev, desk_key = :desk_key
