insert or ignore into evicted (id, stream, hdr, sig, usig)
select e.id, e.stream, e.hdr, e.sig, e.usig
from entry e
join writer w on w.id = e.writer
where e.rec = :rec and e.stream = (select id from stream where name = :stream)
    and hex(w.tag) in (select value from json_each(:writers))
