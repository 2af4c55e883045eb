insert into once_day (noun, side, rule, due, office, station, n)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
on conflict do update set n = n + excluded.n
returning n
