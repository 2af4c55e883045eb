-- One round trip that tells all. A desk without any grant still learns which hub this is.
CREATE OR REPLACE FUNCTION hub.heads_v1(p_app text, p_format int)
RETURNS TABLE(hub_id bytea, min_format int, name text, head bigint, head_hash bytea, can_read boolean, can_write boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT decode(i.value, 'hex'), f.value::int, s.name, s.head, s.head_hash, g.can_read AND hub.lasts(g.last_day), g.can_write
    FROM hub.meta i
    JOIN hub.meta f ON f.name = 'min_format'
    LEFT JOIN hub.desk_grant g ON g.role_name = session_user::text
    LEFT JOIN hub.stream s ON s.stream_id = g.stream_id
   WHERE i.name = 'hub_id'
$$;
