-- From what is in hand to whom it names, to who else has a number of theirs, to what names those. The order is the plan: each
-- step is one look into an index. `r` is the `n` of a record's first entry, so its writer began the record.
select distinct a.rec, b.rec
from item a indexed by item_state
cross join link la on la.r = (a.id & 4294967295) and la.kind = :link
cross join entry pa on pa.rec = la.target
cross join hash ha on ha.r = pa.n
cross join hash hb on hb.hash = ha.hash and hb.r <> ha.r
cross join entry pb on pb.n = hb.r
cross join link lb on lb.target = pb.rec and lb.kind = :link
cross join entry ea on ea.n = la.r
cross join entry eb on eb.n = lb.r and eb.writer <> ea.writer
cross join item b on b.rec = eb.rec
where a.noun = :noun and a.state in (select value from json_each(:states)) and a.hidden = 0
  and b.noun = :noun and b.hidden = 0
  and abs((a.id >> 32) - (b.id >> 32)) <= :days
