select coalesce(sum(n), 0) from (
    select station, n from once_day
    where noun = :noun and side = :side and rule = :rule and due between :head_from and :head_to
    union all
    select station, n from once_month
    where noun = :noun and side = :side and rule = :rule and due between :month_from and :month_to
    union all
    select station, n from once_day
    where noun = :noun and side = :side and rule = :rule and due between :tail_from and :tail_to
    union all
    select station, -n from once_pair
    where noun = :noun and side = :side and rule = :rule and due between :from and :to and before >= :from
)
where (:scope_stations is null or station in (select value from json_each(:scope_stations)))
  and (:station is null or station = :station)
  and (:stations is null or station in (select value from json_each(:stations)))
