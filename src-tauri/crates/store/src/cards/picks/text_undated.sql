select i.id from word_undated w cross join item i on i.id = w.rowid
where w.word_undated match :matching and w.rowid < :before and i.noun = :noun
