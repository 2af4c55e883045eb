select i.id from item i indexed by item_all
where i.noun = :noun
