select coalesce(sum(n), 0) from item_sum
where noun = :noun and state in (select value from json_each(:states))
