select e.rec from (
    select distinct c.r from clock c indexed by clock_due
    where c.state in (0, 1) and (?1 is null or c.rule = ?1)
) o
join entry e on e.n = o.r
order by e.n
