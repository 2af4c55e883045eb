select s.name, coalesce(r.upto, 0), coalesce((select max(e.n) from entry e where e.stream = s.id), 0), g.to_pos, g.hash
from stream s
left join reached r on r.peer = ?1 and r.how = 3 and r.stream = s.id
left join segment g on g.peer = ?1 and g.stream = s.id
    and g.to_pos = (select max(to_pos) from segment where peer = ?1 and stream = s.id)
order by s.name
