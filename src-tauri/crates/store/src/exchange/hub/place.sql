insert or replace into place (peer, stream, pos, id, good, held)
select ?1, id, ?3, ?4, ?5, ?6 from stream where name = ?2
