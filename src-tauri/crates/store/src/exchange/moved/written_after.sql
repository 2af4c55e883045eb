select e.hdr, e.sig, e.usig, c.at_ms from entry e
left join came c on c.n = e.n
where e.writer = (select id from writer where tag = ?1) and e.seq > ?2
order by e.seq desc limit ?3
