select count(*) from entry
where writer = (select id from writer where tag = ?1) and seq > ?2
