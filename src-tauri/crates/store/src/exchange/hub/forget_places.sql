delete from place
where peer = ?1 and stream = (select id from stream where name = ?2) and pos > ?3
