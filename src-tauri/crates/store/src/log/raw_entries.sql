select e.n, e.id, s.name, e.rec, w.tag, e.seq, e.hdr, e.sig, e.usig, b.items, e.ver
from entry e
join stream s on s.id = e.stream
join writer w on w.id = e.writer
left join body b on b.n = e.n
where e.n > ?1
order by e.n
limit ?2
