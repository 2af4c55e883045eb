select i.id from item i indexed by item_all
where i.noun = :noun and i.id in (
    select c.item from clock c indexed by clock_due
    where c.state in (select value from json_each(:due_states)) and c.due in (select value from json_each(:due_days))
      and c.rule in (select value from json_each(:due_rules))
      and (:due_excluded is null or (c.excluded <> 0) = :due_excluded)
)
