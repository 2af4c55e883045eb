select e.rec from (select distinct r from link where target = ?1) l
join entry e on e.n = l.r
order by e.n
