insert or replace into place (peer, stream, pos, id, good, held)
values (?1, ?2, ?3, ?4, ?5, ?6)
