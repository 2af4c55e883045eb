select id, noun, account, json, updated_ms
from draft
where id = ?1
