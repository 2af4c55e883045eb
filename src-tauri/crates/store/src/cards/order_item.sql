order by i.id desc
limit :limit
