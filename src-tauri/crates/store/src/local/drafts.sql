select id, noun, account, json, updated_ms
from draft
where account = ?1
order by updated_ms desc, id desc
