select c.at_ms, p.kind, p.tag, e.hdr, e.sig, e.usig
from entry e
join came c on c.n = e.n
join peer p on p.id = c.peer
where e.writer = (select id from writer where tag = ?1)
order by e.seq desc
limit 1
