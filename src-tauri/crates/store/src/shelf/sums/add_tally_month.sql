insert into tally_month (month, what, office, station, n)
values (?1, ?2, ?3, ?4, ?5)
on conflict do update set n = n + excluded.n
returning n
