-- Whose copies of an attachment are here, and how many chunks and bytes each has.
CREATE OR REPLACE FUNCTION hub.blob_copies_v1(p_stream text, p_blob bytea)
RETURNS TABLE(copy text, n_chunks bigint, n_bytes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.role_name, count(*), sum(octet_length(c.data))::bigint
    FROM hub.stream s
    JOIN hub.desk_grant g ON g.stream_id = s.stream_id AND g.role_name = session_user::text
    JOIN hub.blob_chunk c ON c.stream_id = s.stream_id AND c.blob = p_blob
   WHERE s.name = p_stream AND (g.can_read AND hub.lasts(g.last_day) OR c.role_name = session_user::text)
   GROUP BY c.role_name
   ORDER BY c.role_name
$$;
