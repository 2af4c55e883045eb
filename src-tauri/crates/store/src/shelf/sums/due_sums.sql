select :state, station, rule, excluded, sum(n) from (
    select station, rule, excluded, n from due_day
    where state = :state and due between :head_from and :head_to
    union all
    select station, rule, excluded, n from due_month
    where state = :state and due between :month_from and :month_to
    union all
    select station, rule, excluded, n from due_day
    where state = :state and due between :tail_from and :tail_to
)
group by station, rule, excluded
having sum(n) <> 0
