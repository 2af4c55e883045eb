insert into tally (r, k, item, what, station, day, n)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
