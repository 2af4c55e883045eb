select e.rec from link l
join entry e on e.n = l.r
where l.target = ?1 and l.kind = ?2
order by e.n
