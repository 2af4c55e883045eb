  and i.id < :before and i.id >= :from
  and (:hidden is null or i.hidden = :hidden)
  and (:office is null or i.office = :office)
  and (:station is null or i.station = :station)
  and (:state is null or i.state = :state)
  and (:stage is null or i.stage = :stage)
  and (:kind is null or i.kind = :kind)
  and (:scope_office is null or i.office = :scope_office)
  and (:scope_stations is null or i.station in (select value from json_each(:scope_stations)))
  and (:offices is null or i.office in (select value from json_each(:offices)))
  and (:stations is null or i.station in (select value from json_each(:stations)))
  and (:states is null or i.state in (select value from json_each(:states)))
  and (:stages is null or i.stage in (select value from json_each(:stages)))
  and (:kinds is null or i.kind in (select value from json_each(:kinds)))
  and (:holders is null or i.holder in (select value from json_each(:holders))
    or (:unheld and i.holder = 0 and i.stage <> :closed))
  and (:flag is null or exists (select 1 from item_flag f where f.item = i.id and f.flag = :flag))
  and (:due_states is null or exists (
    select 1 from clock c
    where c.item = i.id and c.state in (select value from json_each(:due_states))
      and c.due between :due_from and :due_to
      and (:due_rules is null or c.rule in (select value from json_each(:due_rules)))
      and (:due_excluded is null or (c.excluded <> 0) = :due_excluded)))
  and (:tally_what is null or exists (
    select 1 from tally t
    where t.item = i.id and t.what = :tally_what and t.day between :tally_from and :tally_to))
