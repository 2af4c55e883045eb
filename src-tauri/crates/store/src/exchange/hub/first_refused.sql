select min(e.n)
from hub_refused r
join entry e on e.id = r.id
where r.peer = ?1 and e.stream = (select id from stream where name = ?2) and e.rec = ?3
