select station, sum(n) from (
    select station, n from once_day
    where noun = :noun and side = :side and rule = 0 and due between :head_from and :head_to
    union all
    select station, n from once_month
    where noun = :noun and side = :side and rule = 0 and due between :month_from and :month_to
    union all
    select station, n from once_day
    where noun = :noun and side = :side and rule = 0 and due between :tail_from and :tail_to
    union all
    select station, -n from once_pair
    where noun = :noun and side = :side and rule = 0 and due <= :to
)
group by station
having sum(n) <> 0
