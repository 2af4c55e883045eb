insert or replace into segment (peer, stream, to_pos, hash)
select ?1, id, ?3, ?4 from stream where name = ?2
