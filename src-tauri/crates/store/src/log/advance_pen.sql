update pen set next_seq = ?2 + 1, prev = ?3
where writer = ?1 and next_seq = ?2
