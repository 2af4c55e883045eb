select s.name, w.tag, count(*), max(e.seq), e.id
from stream s
join entry e on e.stream = s.id
join writer w on w.id = e.writer
where s.name = :stream
group by e.writer
order by w.tag
