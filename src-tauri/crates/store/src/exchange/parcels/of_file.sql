select s.name, p.place
from parcel p
join stream s on s.id = p.stream
where p.peer = ?1 and p.address = ?2
