select i.id from item i indexed by item_station
where i.noun = :noun and i.station = :station
