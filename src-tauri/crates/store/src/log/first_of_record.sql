select e.id, e.hdr, e.sig, e.usig, b.items
from entry e left join body b on b.n = e.n
where e.rec = ?1
order by e.n
limit 1
