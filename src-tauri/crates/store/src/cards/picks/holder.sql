select i.id from item i indexed by item_all
where i.noun = :noun and i.id in (
    select h.id from item h indexed by item_holder
    where h.holder in (select value from json_each(:holders)) and h.holder > 0
)
