insert into entry (id, stream, rec, writer, seq, hdr, sig, usig)
values (:id, :stream, :rec, :writer, :seq, :hdr, :sig, :usig)
on conflict (id) do nothing
