select distinct b.address
from blob b
join entry e on e.n = b.n
left join came c on c.n = e.n
where e.stream = (select id from stream where name = ?1) and e.n > ?2 and (c.peer is not ?3 or e.n <= (select upto from reached where peer = ?3 and how = 4 and stream = e.stream))
