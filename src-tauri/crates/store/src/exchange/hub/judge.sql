update place set good = ?3 where id = ?1 and held = ?2
