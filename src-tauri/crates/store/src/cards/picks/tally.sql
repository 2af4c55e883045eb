select i.id from item i indexed by item_all
where i.noun = :noun and i.id in (
    select t.item from tally t indexed by tally_what
    where t.what = :tally_what and t.day between :tally_from and :tally_to
)
