select e.id, e.hdr, e.sig, e.usig, b.items
from deed d join entry e on e.n = d.n left join body b on b.n = e.n
where d.deed = ?1
order by d.n
