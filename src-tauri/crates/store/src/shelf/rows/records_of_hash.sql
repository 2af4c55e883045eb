select e.rec from hash h
join entry e on e.n = h.r
where h.hash = ?1
order by e.n
