-- The only way in. The lock on the stream's row serialises this stream alone, so positions are dense and no reader can pass
-- a lower one that commits later. Copies that are here already are left out, so a push may be repeated at will.
-- HB002: an entry too large; HB003: the batch; HB004: the quota of the day.
CREATE OR REPLACE FUNCTION hub.push_v1(
  p_stream text, p_id bytea[], p_hdr bytea[], p_sig bytea[], p_usig bytea[], p_body bytea[])
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_stream int;
  v_head bigint;
  v_hash bytea;
  v_n bigint;
  v_most bigint;
  v_bytes bigint;
  v_copies bytea;
BEGIN
  SELECT s.stream_id INTO v_stream
    FROM hub.stream s JOIN hub.desk_grant g ON g.stream_id = s.stream_id
   WHERE s.name = p_stream AND g.role_name = session_user::text AND g.can_write;
  IF v_stream IS NULL THEN
    RAISE EXCEPTION 'this stream is not granted for writing' USING ERRCODE = '42501';
  END IF;
  v_n := coalesce(array_length(p_id, 1), 0);
  IF v_n = 0 THEN
    RETURN 0;
  END IF;
  IF v_n > 1000 OR array_length(p_hdr, 1) <> v_n OR array_length(p_sig, 1) <> v_n
     OR coalesce(array_length(p_usig, 1), 0) <> v_n OR array_length(p_body, 1) <> v_n
     OR v_n <> (SELECT count(DISTINCT q.id) FROM (SELECT unnest(p_id) AS id) q WHERE octet_length(q.id) = 32) THEN
    RAISE EXCEPTION 'a batch is up to 1000 different ids, and a part of each kind for each' USING ERRCODE = 'HB003';
  END IF;
  SELECT max(q.n), sum(q.n) INTO v_most, v_bytes
    FROM (SELECT octet_length(r.hdr) + octet_length(r.sig) + coalesce(octet_length(r.usig), 0) + octet_length(r.body) AS n
            FROM (SELECT unnest(p_hdr) AS hdr, unnest(p_sig) AS sig, unnest(p_usig) AS usig, unnest(p_body) AS body) r) q;
  IF v_most > 524288 + 256 THEN
    RAISE EXCEPTION '% bytes; an entry holds 524288', v_most USING ERRCODE = 'HB002';
  END IF;
  IF v_bytes > 8388608 THEN
    RAISE EXCEPTION '% bytes; a batch holds 8388608', v_bytes USING ERRCODE = 'HB003';
  END IF;

  SELECT s.head, s.head_hash INTO v_head, v_hash FROM hub.stream s WHERE s.stream_id = v_stream FOR UPDATE;
  WITH new AS (
    INSERT INTO hub.entry(stream_id, pos, id, copy, hdr, sig, usig, body, redacted)
    SELECT v_stream, v_head + row_number() OVER (ORDER BY q.ord), q.id, q.copy, q.hdr, q.sig, q.usig, q.body, false
      FROM (SELECT r.*, sha256(sha256(r.hdr) || sha256(r.sig) || coalesce(sha256(r.usig), decode(repeat('00', 32), 'hex'))
                               || sha256(r.body)) AS copy
              FROM (SELECT generate_subscripts(p_id, 1) AS ord, unnest(p_id) AS id, unnest(p_hdr) AS hdr,
                           unnest(p_sig) AS sig, unnest(p_usig) AS usig, unnest(p_body) AS body) r) q
     WHERE NOT EXISTS (
       SELECT 1 FROM hub.entry c WHERE c.stream_id = v_stream AND c.id = q.id AND c.copy = q.copy OFFSET 0)
    RETURNING pos, id, copy,
      octet_length(hdr) + octet_length(sig) + coalesce(octet_length(usig), 0) + octet_length(body) AS n_bytes)
  SELECT count(*), sum(n.n_bytes), string_agg(n.id || n.copy, ''::bytea ORDER BY n.pos)
    INTO v_n, v_bytes, v_copies FROM new n;
  IF v_n = 0 THEN
    RETURN 0;
  END IF;
  v_hash := sha256(v_hash || v_copies);
  INSERT INTO hub.seg(stream_id, to_pos, from_pos, role_name, received_at, n_bytes, seg_hash)
  VALUES (v_stream, v_head + v_n, v_head + 1, session_user::text, now(), v_bytes, v_hash);
  UPDATE hub.stream SET head = v_head + v_n, head_hash = v_hash WHERE stream_id = v_stream;
  PERFORM hub.spend(v_bytes);
  RETURN v_n;
END
$$;
