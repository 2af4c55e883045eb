select s.name, e.rec
from hub_refused r
join entry e on e.id = r.id
join stream s on s.id = e.stream
where r.peer = ?1 and r.id = ?2
    and not exists (select 1 from place p where p.id = e.id and p.peer = ?1 and p.good = 1)
