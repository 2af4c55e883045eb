order by w.rowid desc
limit :limit
