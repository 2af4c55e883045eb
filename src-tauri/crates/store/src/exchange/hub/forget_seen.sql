delete from reached
where peer = ?1 and how = 3 and stream = (select id from stream where name = ?2)
