select b.address, b.n, e.stream
from blob b
join entry e on e.n = b.n
where b.n > (select coalesce(max(n), 0) from parcel where peer = ?1)
order by b.n
