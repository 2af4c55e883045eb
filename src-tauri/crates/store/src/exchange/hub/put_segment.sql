insert or replace into segment (peer, stream, to_pos, hash)
values (?1, ?2, ?3, ?4)
