select e.n, e.rec from entry e
where e.n > ?1 and not exists (select 1 from entry p where p.rec = e.rec and p.n < e.n)
order by e.n
limit ?2
