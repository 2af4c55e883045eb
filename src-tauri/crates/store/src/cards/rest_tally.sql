  and (:tally_what is null or exists (
    select 1 from tally t
    where t.item = i.id and t.what = :tally_what and t.day between :tally_from and :tally_to))
