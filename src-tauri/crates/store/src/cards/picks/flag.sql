select i.id from item_flag p cross join item i indexed by item_all on i.noun = :noun and i.id = p.item
where p.flag = :flag
