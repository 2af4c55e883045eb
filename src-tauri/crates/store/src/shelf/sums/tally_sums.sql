select what, office, station, sum(n) from (
    select what, office, station, n from tally_day where day between :head_from and :head_to
      and what in (select value from json_each(:whats))
    union all
    select what, office, station, n from tally_month where month between :month_from and :month_to
      and what in (select value from json_each(:whats))
    union all
    select what, office, station, n from tally_day where day between :tail_from and :tail_to
      and what in (select value from json_each(:whats))
)
group by what, office, station
having sum(n) <> 0
