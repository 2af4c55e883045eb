select e.id, c.peer, c.at_ms
from entry e join came c on c.n = e.n
where e.rec = ?1
order by e.n
