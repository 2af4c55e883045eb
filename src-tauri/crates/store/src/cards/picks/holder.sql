select i.id from item i indexed by item_holder
where i.holder in (select value from json_each(:holders)) and i.holder > 0 and i.noun = :noun
