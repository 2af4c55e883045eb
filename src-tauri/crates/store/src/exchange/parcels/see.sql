insert into parcel (peer, stream, address, n, place, tries, after_ms)
values (?1, ?2, ?3, ?4, ?5, 0, 0)
on conflict (peer, stream, address) do update set n = excluded.n
