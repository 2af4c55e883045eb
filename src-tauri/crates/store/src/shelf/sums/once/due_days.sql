select distinct due from once_day
where noun = :noun and side = :side and rule in (select value from json_each(:rules)) and due between :from and :to
  and (:scope_office is null or office = :scope_office)
  and (:scope_stations is null or station in (select value from json_each(:scope_stations)))
  and (:office is null or office = :office)
  and (:offices is null or office in (select value from json_each(:offices)))
  and (:station is null or station = :station)
  and (:stations is null or station in (select value from json_each(:stations)))
order by due
limit :most
