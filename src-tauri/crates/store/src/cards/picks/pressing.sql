select c.item from clock c indexed by clock_due
cross join item i indexed by item_all on i.noun = :noun and i.id = c.item
where c.state = :running and c.due between :due_from and :due_to
  and (:due_rules is null or c.rule in (select value from json_each(:due_rules)))
  and (:due_excluded is null or (c.excluded <> 0) = :due_excluded)
