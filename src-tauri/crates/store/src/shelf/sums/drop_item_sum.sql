delete from item_sum
where noun = ?1 and office = ?2 and station = ?3 and state = ?4 and stage = ?5
