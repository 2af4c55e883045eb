select e.n, e.id, e.hdr, e.sig, e.usig, b.items
from entry e
left join body b on b.n = e.n
left join came c on c.n = e.n
where e.stream = (select id from stream where name = ?1) and e.n > ?2 and (?4 is null or c.peer is not ?4 or e.n <= (select upto from reached where peer = ?4 and how = 4 and stream = e.stream))
order by e.n
limit ?3
