delete from due_month
where state = ?1 and due = ?2 and station = ?3 and rule = ?4 and excluded = ?5
