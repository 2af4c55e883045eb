delete from once_month
where noun = ?1 and side = ?2 and rule = ?3 and due = ?4 and office = ?5 and station = ?6
