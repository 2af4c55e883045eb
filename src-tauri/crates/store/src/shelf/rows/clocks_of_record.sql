select item, flow, rule, version, cause, started, due, provisional, state, stopped, excluded, station
from clock
where r = ?1
order by k
