select to_pos, hash from segment
where peer = ?1 and stream = (select id from stream where name = ?2)
order by to_pos desc
