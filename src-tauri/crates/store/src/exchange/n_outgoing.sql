select count(*)
from entry e
left join came c on c.n = e.n
where e.stream = (select id from stream where name = ?1) and e.n > ?2 and (?3 is null or c.peer is not ?3 or e.n <= (select upto from reached where peer = ?3 and how = 4 and stream = e.stream))
