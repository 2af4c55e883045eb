delete from hub_refused
where peer = ?1
    and id in (select id from entry where stream = (select id from stream where name = ?2) and rec = ?3)
