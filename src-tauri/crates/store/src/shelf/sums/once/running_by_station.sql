select station, sum(n) from (
    select office, station, n from once_day
    where noun = :noun and side = :side and rule = 0 and due between :head_from and :head_to
    union all
    select office, station, n from once_month
    where noun = :noun and side = :side and rule = 0 and due between :month_from and :month_to
    union all
    select office, station, n from once_day
    where noun = :noun and side = :side and rule = 0 and due between :tail_from and :tail_to
    union all
    select office, station, -n from once_pair
    where noun = :noun and side = :side and rule = 0 and due <= :to
)
where (:scope_office is null or office = :scope_office)
  and (:scope_stations is null or station in (select value from json_each(:scope_stations)))
group by station
having sum(n) <> 0
