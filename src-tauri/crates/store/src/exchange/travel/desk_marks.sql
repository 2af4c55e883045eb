select r.peer, p.tag, r.how, r.upto
from reached r
join peer p on p.id = r.peer
join stream s on s.id = r.stream
where p.kind = 2 and s.name = ?1 and r.how in (1, 2)
order by r.peer, r.how
