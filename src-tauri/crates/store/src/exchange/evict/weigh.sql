-- Each entry of a stream: its record, whether it was written here, and whether it surely lies elsewhere. `:holders` are desks that may
-- still hold the stream; an attachment that was put in here is only sure where a desk has said it has everything.
select e.n, e.rec, c.n is null,
    coalesce(c.peer in (select value from json_each(:holders)), 0)
    or e.n <= coalesce((
        select max(r.upto) from reached r
        where r.stream = e.stream and r.how = 2 and r.peer in (select value from json_each(:holders))
    ), 0)
    or (
        exists (select 1 from place p where p.id = e.id and p.peer = :hub and p.good = 1)
        and (c.n is not null or not exists (select 1 from blob b where b.n = e.n))
    )
from entry e
left join came c on c.n = e.n
where e.stream = (select id from stream where name = :stream)
order by e.n
