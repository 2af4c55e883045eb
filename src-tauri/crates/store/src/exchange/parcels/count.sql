select s.name, p.place, count(*)
from parcel p
join stream s on s.id = p.stream
where p.peer = ?1 and p.place <> 2 and exists (select 1 from blob b where b.address = p.address)
group by s.name, p.place
