select id, rec, noun, office, station, state, stage, kind, holder, hidden, no, title, flags, more
from item
where rec = ?1
