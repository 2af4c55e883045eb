select what, station, sum(n) from (
    select what, station, n from tally_day where day between :head_from and :head_to
    union all
    select what, station, n from tally_month where month between :month_from and :month_to
    union all
    select what, station, n from tally_day where day between :tail_from and :tail_to
)
group by what, station
having sum(n) <> 0
