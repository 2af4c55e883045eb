select i.id from item_flag p cross join item i on i.id = p.item
where p.flag = :flag and i.noun = :noun
