insert into once_day (noun, side, rule, due, station, n)
values (?1, ?2, ?3, ?4, ?5, ?6)
on conflict do update set n = n + excluded.n
returning n
