-- By the record's index: it has few entries, its stream many.
select e.rec, count(*), max(r.why), min(r.id)
from entry e indexed by entry_rec
left join hub_refused r on r.peer = ?1 and r.id = e.id
where e.rec = ?4 and e.stream = (select id from stream where name = ?2) and (e.n > ?3 or r.id is not null)
    and not exists (select 1 from place p where p.id = e.id and p.peer = ?1 and p.good = 1)
group by e.rec
