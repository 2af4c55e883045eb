select e.seq, e.id, s.name
from entry e
join stream s on s.id = e.stream
where e.writer = (select id from writer where tag = :writer)
order by e.seq, e.id
