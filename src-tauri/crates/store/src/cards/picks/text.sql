select i.id from word w cross join item i on i.id = w.rowid
where w.word match :matching and w.rowid < :before and i.noun = :noun
