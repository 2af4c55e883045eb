-- One chunk of one desk's copy; no row if it is not here.
CREATE OR REPLACE FUNCTION hub.blob_get_v1(p_stream text, p_blob bytea, p_copy text, p_no int)
RETURNS TABLE(data bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.data
    FROM hub.stream s
    JOIN hub.desk_grant g ON g.stream_id = s.stream_id AND g.role_name = session_user::text AND g.can_read
     AND hub.lasts(g.last_day)
    JOIN hub.blob_chunk c ON c.stream_id = s.stream_id AND c.blob = p_blob AND c.role_name = p_copy AND c.no = p_no
   WHERE s.name = p_stream
$$;
