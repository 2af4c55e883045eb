insert into draft (id, noun, account, json, updated_ms)
values (?1, ?2, ?3, ?4, ?5)
on conflict (id) do update set noun = ?2, account = ?3, json = ?4, updated_ms = ?5
where ?6 is null or updated_ms = ?6
