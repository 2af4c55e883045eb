-- What stands behind a cursor: whole segments, at least one. STABLE: all of it is one snapshot.
-- HB001: this hub never was at that cursor. Without `can_read` only positions, ids and hashes are given.
CREATE OR REPLACE FUNCTION hub.pull_v1(p_stream text, p_pos bigint, p_hash bytea, p_limit int)
RETURNS TABLE(pos bigint, id bytea, hdr bytea, sig bytea, usig bytea, body bytea, seg_hash bytea, head bigint,
              copy bytea, redacted boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_stream int;
  v_read boolean;
  v_head bigint;
  v_to bigint;
BEGIN
  SELECT s.stream_id, g.can_read AND hub.lasts(g.last_day), s.head INTO v_stream, v_read, v_head
    FROM hub.stream s JOIN hub.desk_grant g ON g.stream_id = s.stream_id
   WHERE s.name = p_stream AND g.role_name = session_user::text;
  IF v_stream IS NULL THEN
    RAISE EXCEPTION 'this stream is not granted' USING ERRCODE = '42501';
  END IF;
  IF p_pos > 0 AND NOT EXISTS (
    SELECT 1 FROM hub.seg g WHERE g.stream_id = v_stream AND g.to_pos = p_pos AND g.seg_hash = p_hash
  ) THEN
    RAISE EXCEPTION 'unknown cursor' USING ERRCODE = 'HB001';
  END IF;
  SELECT max(q.to_pos) INTO v_to
    FROM (SELECT g.to_pos, sum(g.n_bytes) OVER (ORDER BY g.to_pos) AS n_bytes
            FROM hub.seg g
           WHERE g.stream_id = v_stream AND g.to_pos > p_pos AND g.to_pos <= p_pos + least(p_limit, 1000)) q
   WHERE q.n_bytes <= 8388608;
  IF v_to IS NULL THEN
    SELECT min(g.to_pos) INTO v_to FROM hub.seg g WHERE g.stream_id = v_stream AND g.to_pos > p_pos;
  END IF;
  RETURN QUERY
    SELECT e.pos, e.id,
           CASE WHEN v_read THEN e.hdr END, CASE WHEN v_read THEN e.sig END,
           CASE WHEN v_read THEN e.usig END, CASE WHEN v_read THEN e.body END,
           g.seg_hash, v_head, e.copy, e.redacted
      FROM hub.entry e LEFT JOIN hub.seg g ON g.stream_id = e.stream_id AND g.to_pos = e.pos
     WHERE e.stream_id = v_stream AND e.pos > p_pos AND e.pos <= v_to
     ORDER BY e.pos;
END
$$;
