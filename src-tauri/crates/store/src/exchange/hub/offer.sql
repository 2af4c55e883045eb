update reached set upto = min(upto, ?3)
where peer = ?1 and how in (1, 3) and stream = (select id from stream where name = ?2)
