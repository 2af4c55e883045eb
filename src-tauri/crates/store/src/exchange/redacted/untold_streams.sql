select distinct s.name
from redacted r
join entry e on e.id = r.id
join stream s on s.id = e.stream
where not exists (select 1 from redacted_told t where t.peer = ?1 and t.redacted = r.n)
    and exists (select 1 from place p where p.id = r.id and p.peer = ?1)
