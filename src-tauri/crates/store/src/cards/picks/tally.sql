select i.id from (
    select distinct t.item from tally t indexed by tally_what
    where t.what = :tally_what and t.day between :tally_from and :tally_to
) p cross join item i on i.id = p.item
where i.noun = :noun
