-- The words of a note stand at its first entry; it has no row of its own, and its appeal answers for the scope.
select i.id, i.rec, i.noun, i.office, i.station, i.state, i.stage, i.kind, i.holder, i.hidden,
       i.no, i.title, i.flags, i.more
from word_undated w
cross join link l on l.r = w.rowid and l.kind = :kind
cross join item i on i.rec = l.target
where w.word_undated match :matching and i.hidden = 0
  and (:office is null or i.office = :office)
  and (:stations is null or i.station in (select value from json_each(:stations)))
order by w.rowid desc
limit :limit
