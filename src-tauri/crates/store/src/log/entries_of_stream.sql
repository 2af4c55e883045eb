select e.id, e.hdr, e.sig, e.usig, b.items, e.n
from entry e join stream s on s.id = e.stream left join body b on b.n = e.n
where s.name = ?1 and e.n < ?2
order by e.n desc
limit ?3
