-- Each entry of a stream: its record, whether it was written here, and whether it surely lies elsewhere. `:holders` are desks that may
-- still hold the stream: what one of them brought it has, unless it begins anew since. An attachment that was put in here must lie on
-- the hub too, where the hub is the one that has the entry.
select e.n, e.rec, c.n is null,
    coalesce(c.peer in (select value from json_each(:holders)), 0)
        and e.n > coalesce((
            select a.upto from reached a where a.peer = c.peer and a.stream = e.stream and a.how = 4
        ), 0)
    or e.n <= coalesce((
        select max(r.upto) from reached r
        where r.stream = e.stream and r.how = 2 and r.peer in (select value from json_each(:holders))
    ), 0)
    or (
        exists (select 1 from place p where p.id = e.id and p.peer = :hub and p.good = 1)
        and (c.n is not null or not exists (
            select 1 from blob b
            where b.n = e.n and not exists (
                select 1 from parcel f
                where f.peer = :hub and f.stream = e.stream and f.address = b.address and f.place = 2
            )
        ))
    )
from entry e
left join came c on c.n = e.n
where e.stream = (select id from stream where name = :stream)
order by e.n
