insert or replace into place (peer, stream, pos, id, good)
select ?1, id, ?3, ?4, ?5 from stream where name = ?2
