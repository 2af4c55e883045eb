select id, way, peer, number, state, upto, at_ms, account, json
from bundle
where way = ?1 and id = ?2 and peer = ?3
