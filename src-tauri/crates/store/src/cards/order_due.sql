order by (
    select min(c.due) from clock c
    where c.item = i.id and c.state in (select value from json_each(:due_states))
      and c.due between :due_from and :due_to
      and (:due_rules is null or c.rule in (select value from json_each(:due_rules)))
), i.id
limit :limit
