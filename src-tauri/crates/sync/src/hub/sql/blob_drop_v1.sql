-- The attachment of a redacted item: every desk's copy. Says how many chunks went.
CREATE OR REPLACE FUNCTION hub.blob_drop_v1(p_stream text, p_blob bytea)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_stream int;
  v_n bigint;
BEGIN
  SELECT s.stream_id INTO v_stream
    FROM hub.stream s JOIN hub.desk_grant g ON g.stream_id = s.stream_id
   WHERE s.name = p_stream AND g.role_name = session_user::text AND g.can_redact AND hub.lasts(g.last_day);
  IF v_stream IS NULL THEN
    RAISE EXCEPTION 'this stream is not granted for redaction' USING ERRCODE = '42501';
  END IF;
  DELETE FROM hub.blob_chunk WHERE stream_id = v_stream AND blob = p_blob;
  GET DIAGNOSTICS v_n = ROW_COUNT;
  RETURN v_n;
END
$$;
