select count(*), min(e.n)
from entry e
where e.stream = (select id from stream where name = ?2) and e.n > ?3 and e.n <= ?4
    and not exists (select 1 from place p where p.id = e.id and p.peer = ?1 and p.good = 1)
    and not exists (select 1 from hub_refused r where r.peer = ?1 and r.id = e.id)
