select id, way, peer, number, state, upto, at_ms, account, json
from bundle
order by at_ms desc, number desc
