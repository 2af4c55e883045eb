delete from reached
where stream = (select id from stream where name = ?1)
