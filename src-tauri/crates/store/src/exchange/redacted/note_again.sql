insert into redacted (id)
select ?1
where not exists (
    select 1
    from redacted r
    where r.id = ?1 and r.address is null and not exists (select 1 from redacted_told t where t.redacted = r.n)
)
