select r.n, e.id, coalesce(b.items, x''), r.address
from redacted r
join entry e on e.id = r.id
join stream s on s.id = e.stream
left join body b on b.n = e.n
where s.name = ?2
    and not exists (select 1 from redacted_told t where t.peer = ?1 and t.redacted = r.n)
    -- What does not lie there yet goes up without what was taken out, unless somebody else brings it whole.
    and exists (select 1 from place p where p.id = r.id and p.peer = ?1)
order by r.n
limit ?3
