select id, entry, stream, raw, cause, peer, at_ms
from held
order by id
