select v.hdr, v.sig, v.usig
from evicted v
where not exists (select 1 from entry e where e.id = v.id)
order by v.id
