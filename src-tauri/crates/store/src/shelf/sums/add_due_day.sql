insert into due_day (state, due, station, rule, excluded, n)
values (?1, ?2, ?3, ?4, ?5, ?6)
on conflict do update set n = n + excluded.n
returning n
