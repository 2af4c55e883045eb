insert into saved_view (id, account, noun, name, json)
values (?1, ?2, ?3, ?4, ?5)
on conflict (id) do update set account = ?2, noun = ?3, name = ?4, json = ?5
