select distinct rec from entry
where writer = (select id from writer where tag = ?1)
