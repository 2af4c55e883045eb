order by c.due, c.rule, c.excluded, c.station, c.item
