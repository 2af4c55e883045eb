insert or ignore into blob (address, n)
select ?1, n from entry where id = ?2
