select e.id, e.hdr, e.sig, e.usig, b.items from entry e
left join body b on b.n = e.n
where e.writer = (select id from writer where tag = ?1) and e.seq > ?2
order by e.seq
