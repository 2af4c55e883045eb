delete from tally_day
where day = ?1 and what = ?2 and office = ?3 and station = ?4
