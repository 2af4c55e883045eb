select 1
from writer w
join entry e on e.writer = w.id
join came c on c.n = e.n
where w.tag = ?1 and not exists (select 1 from evicted v where v.id = e.id)
limit 1
