select s.name, w.tag, count(*), max(e.seq), e.id
from entry e
join stream s on s.id = e.stream
join writer w on w.id = e.writer
group by e.stream, e.writer
order by s.name, w.tag
