select id, account, noun, name, json
from saved_view
where account = ?1
order by noun, name, id
