select coalesce(sum(n), 0) from (
    select office, station, n from once_day
    where noun = :noun and side = :side and rule in (select value from json_each(:rules))
      and due between :head_from and :head_to
    union all
    select office, station, n from once_month
    where noun = :noun and side = :side and rule in (select value from json_each(:rules))
      and due between :month_from and :month_to
    union all
    select office, station, n from once_day
    where noun = :noun and side = :side and rule in (select value from json_each(:rules))
      and due between :tail_from and :tail_to
    union all
    select office, station, -n from once_pair
    where noun = :noun and side = :side and rule in (select value from json_each(:rules))
      and due between :from and :to and before >= :from
)
where (:scope_office is null or office = :scope_office)
  and (:scope_stations is null or station in (select value from json_each(:scope_stations)))
  and (:office is null or office = :office)
  and (:offices is null or office in (select value from json_each(:offices)))
  and (:station is null or station = :station)
  and (:stations is null or station in (select value from json_each(:stations)))
