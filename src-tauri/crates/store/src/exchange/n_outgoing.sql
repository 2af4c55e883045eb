select count(*)
from entry e
left join came c on c.n = e.n
where e.stream = (select id from stream where name = ?1) and e.n > ?2 and c.peer is not ?3
