select p.address, s.name, p.n, p.place, p.tries
from parcel p
join stream s on s.id = p.stream
where p.peer = ?1 and p.address = ?2
