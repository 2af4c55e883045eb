update reached set upto = ?3
where peer = ?1 and how = 1 and stream = (select id from stream where name = ?2)
