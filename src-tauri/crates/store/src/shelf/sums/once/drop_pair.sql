delete from once_pair
where noun = ?1 and side = ?2 and rule = ?3 and due = ?4 and before = ?5 and office = ?6 and station = ?7
