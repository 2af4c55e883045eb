  and (:due_states is null or exists (
    select 1 from clock c
    where c.item = i.id and c.state in (select value from json_each(:due_states))
      and c.due between :due_from and :due_to
      and (:due_rules is null or c.rule in (select value from json_each(:due_rules)))
      and (:due_excluded is null or (c.excluded <> 0) = :due_excluded)))
