-- Personal data goes by law: every copy of the entry gets the body in which only leaves are left (empty: the whole body is
-- gone). Ids, hashes and positions stay, so the chain stays what it was. A copy with the old body that is pushed again is
-- taken as known. Says how many copies were rewritten.
CREATE OR REPLACE FUNCTION hub.redact_v1(p_stream text, p_id bytea, p_body bytea)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_stream int;
  v_n bigint;
BEGIN
  SELECT s.stream_id INTO v_stream
    FROM hub.stream s JOIN hub.desk_grant g ON g.stream_id = s.stream_id
   WHERE s.name = p_stream AND g.role_name = session_user::text AND g.can_redact AND hub.lasts(g.last_day)
     FOR UPDATE OF s;
  IF v_stream IS NULL THEN
    RAISE EXCEPTION 'this stream is not granted for redaction' USING ERRCODE = '42501';
  END IF;
  IF octet_length(p_body) > 524288 THEN
    RAISE EXCEPTION 'an entry holds 524288 bytes' USING ERRCODE = 'HB002';
  END IF;
  UPDATE hub.entry SET body = p_body, redacted = true
   WHERE stream_id = v_stream AND id = p_id AND (NOT redacted OR body <> p_body);
  GET DIAGNOSTICS v_n = ROW_COUNT;
  RETURN v_n;
END
$$;
