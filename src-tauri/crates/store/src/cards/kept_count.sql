select coalesce(sum(n), 0) from item_sum
where noun = :noun
  and (:scope_office is null or office = :scope_office)
  and (:scope_stations is null or station in (select value from json_each(:scope_stations)))
  and (:office is null or office = :office)
  and (:offices is null or office in (select value from json_each(:offices)))
  and (:station is null or station = :station)
  and (:stations is null or station in (select value from json_each(:stations)))
  and (:state is null or state = :state)
  and (:states is null or state in (select value from json_each(:states)))
  and (:stage is null or stage = :stage)
  and (:stages is null or stage in (select value from json_each(:stages)))
