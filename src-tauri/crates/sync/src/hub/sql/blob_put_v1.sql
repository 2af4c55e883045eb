-- One chunk of an attachment's ciphertext, up to 1 MiB; a chunk that is here already stays as it is.
CREATE OR REPLACE FUNCTION hub.blob_put_v1(p_stream text, p_blob bytea, p_no int, p_data bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_stream int;
BEGIN
  SELECT s.stream_id INTO v_stream
    FROM hub.stream s JOIN hub.desk_grant g ON g.stream_id = s.stream_id
   WHERE s.name = p_stream AND g.role_name = session_user::text AND g.can_write;
  IF v_stream IS NULL THEN
    RAISE EXCEPTION 'this stream is not granted for writing' USING ERRCODE = '42501';
  END IF;
  IF octet_length(p_blob) <> 32 OR p_no NOT BETWEEN 0 AND 255 OR octet_length(p_data) NOT BETWEEN 1 AND 1048576 THEN
    RAISE EXCEPTION 'a chunk is 1 to 1048576 bytes, and a file 256 chunks' USING ERRCODE = 'HB002';
  END IF;
  INSERT INTO hub.blob_chunk(stream_id, blob, role_name, no, data)
  SELECT v_stream, p_blob, session_user::text, p_no, p_data
   WHERE NOT EXISTS (
     SELECT 1 FROM hub.blob_chunk c
      WHERE c.stream_id = v_stream AND c.blob = p_blob AND c.role_name = session_user::text AND c.no = p_no);
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM hub.spend(octet_length(p_data));
  RETURN true;
END
$$;
