select i.id from item i indexed by item_state
where i.noun = :noun and i.state in (select value from json_each(:states))
