insert into setting (key, json) values (?1, ?2)
on conflict (key) do update set json = ?2
