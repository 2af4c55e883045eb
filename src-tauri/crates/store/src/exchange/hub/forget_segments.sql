delete from segment
where peer = ?1 and stream = (select id from stream where name = ?2) and to_pos > ?3
