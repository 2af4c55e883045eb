select office, station, state, stage, n
from item_sum
where noun = :noun
