delete from tally_month
where month = ?1 and what = ?2 and office = ?3 and station = ?4
