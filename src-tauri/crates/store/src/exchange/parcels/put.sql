insert into parcel (peer, stream, address, n, place, tries, after_ms)
select ?1, e.stream, b.address, max(b.n), ?4, case when ?4 >= 4 then 1 else 0 end, ?5
from blob b
join entry e on e.n = b.n
join stream s on s.id = e.stream
where s.name = ?2 and b.address = ?3
group by e.stream, b.address
on conflict (peer, stream, address) do update
set place = excluded.place, after_ms = excluded.after_ms,
    tries = case when excluded.place >= 4 then parcel.tries + 1 else 0 end
