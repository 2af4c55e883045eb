update parcel
set place = ?4, after_ms = ?5, tries = case when ?4 >= 4 then tries + 1 else 0 end
where peer = ?1 and stream = (select id from stream where name = ?2) and address = ?3
