insert into tally_day (day, what, station, n)
values (?1, ?2, ?3, ?4)
on conflict do update set n = n + excluded.n
returning n
