SELECT (SELECT value FROM hub.meta WHERE name = 'hub_id'),
       (SELECT value FROM hub.meta WHERE name = 'min_format'),
       (SELECT count(*) FROM hub.stream),
       (SELECT coalesce(sum(head), 0)::bigint FROM hub.stream),
       (SELECT coalesce(sum(n_bytes), 0)::bigint FROM hub.seg),
       version(),
       pg_catalog.pg_is_in_recovery()
