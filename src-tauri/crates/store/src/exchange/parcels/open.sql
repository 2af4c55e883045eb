select p.address, s.name, p.n, p.place, p.tries
from parcel p
join stream s on s.id = p.stream
where p.peer = ?1 and (p.place = 1) = ?2 and p.place <> 2 and p.after_ms <= ?3
    and s.name in (select value from json_each(?4))
    and exists (select 1 from blob b where b.address = p.address)
order by p.n desc
limit ?5
