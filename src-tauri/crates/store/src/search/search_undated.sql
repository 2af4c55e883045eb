select i.id, i.rec, i.noun, i.office, i.station, i.state, i.stage, i.kind, i.holder, i.hidden,
       i.no, i.title, i.flags, i.more
from word_undated w cross join item i on i.id = w.rowid
where w.word_undated match :matching and w.rowid < :before
  and (:office is null or i.office = :office)
  and (:stations is null or i.station in (select value from json_each(:stations)))
order by w.rowid desc
limit :limit
