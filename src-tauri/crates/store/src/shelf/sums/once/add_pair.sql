insert into once_pair (noun, side, rule, due, before, office, station, n)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
on conflict do update set n = n + excluded.n
returning n
