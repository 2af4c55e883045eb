select coalesce(sum(n), 0) from item_sum
where noun = :noun
  and (:scope_office is null or office = :scope_office)
  and (:scope_stations is null or station in (select value from json_each(:scope_stations)))
  and (:offices is null or office in (select value from json_each(:offices)))
  and (:stations is null or station in (select value from json_each(:stations)))
  and (:states is null or state in (select value from json_each(:states)))
  and (:stages is null or stage in (select value from json_each(:stages)))
