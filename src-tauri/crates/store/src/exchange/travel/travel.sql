select e.n, s.name, c.peer, c.at_ms,
    case
        when exists (select 1 from place p where p.id = e.id and p.peer = ?2 and p.good = 1) then 3
        when exists (select 1 from hub_refused f where f.id = e.id and f.peer = ?2) then 2
        when e.n <= coalesce((select upto from reached where peer = ?2 and how = 1 and stream = e.stream), 0) then 1
        else 0
    end
from entry e
join stream s on s.id = e.stream
left join came c on c.n = e.n
where e.rec = ?1
order by e.n
