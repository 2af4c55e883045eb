-- When entries came here, by the hub's own clock: a third party's word on the desks' clocks (ledger.md §2.3). Of several copies of an id
-- the first counts: what is pushed again later makes nothing younger. An id that is not here has no row.
CREATE OR REPLACE FUNCTION hub.received_v1(p_stream text, p_id bytea[])
RETURNS TABLE(id bytea, received_ms bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_stream int;
BEGIN
  SELECT s.stream_id INTO v_stream
    FROM hub.stream s JOIN hub.desk_grant g ON g.stream_id = s.stream_id
   WHERE s.name = p_stream AND g.role_name = session_user::text AND g.can_read AND hub.lasts(g.last_day);
  IF v_stream IS NULL THEN
    RAISE EXCEPTION 'this stream is not granted for reading' USING ERRCODE = '42501';
  END IF;
  IF coalesce(array_length(p_id, 1), 0) > 1000 THEN
    RAISE EXCEPTION 'up to 1000 ids are asked for at once' USING ERRCODE = 'HB003';
  END IF;
  RETURN QUERY
    SELECT c.id, min(c.ms)
      FROM (SELECT e.id,
                   (SELECT floor(extract(epoch FROM g.received_at) * 1000)::bigint
                      FROM hub.seg g
                     WHERE g.stream_id = v_stream AND g.to_pos >= e.pos
                     ORDER BY g.to_pos LIMIT 1) AS ms
              FROM hub.entry e
             WHERE e.stream_id = v_stream AND e.id = ANY (p_id)) c
     GROUP BY c.id;
END
$$;
