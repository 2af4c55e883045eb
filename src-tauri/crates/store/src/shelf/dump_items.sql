select i.id, hex(i.rec), n.text, o.text, s.text, i.state, i.stage, i.kind, i.holder, i.hidden,
       i.no, i.title, i.flags, i.more
from item i
left join term n on n.id = i.noun
left join term o on o.id = i.office
left join term s on s.id = i.station
order by i.id
