insert into item_sum (noun, office, station, state, stage, n)
values (?1, ?2, ?3, ?4, ?5, ?6)
on conflict do update set n = n + excluded.n
returning n
