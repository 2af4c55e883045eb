order by p.item desc
limit :limit
