-- Books bytes on the day's quota of the desk that is signed in. Not for desks to call.
CREATE OR REPLACE FUNCTION hub.spend(p_bytes bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_day bigint;
  v_spent bigint;
  v_allowed bigint;
BEGIN
  v_day := floor(extract(epoch FROM now()) / 86400);
  UPDATE hub.quota
     SET n_bytes = CASE WHEN day < v_day THEN p_bytes ELSE n_bytes + p_bytes END,
         day = greatest(day, v_day)
   WHERE role_name = session_user::text
   RETURNING n_bytes, allowed INTO v_spent, v_allowed;
  IF v_spent IS NULL OR v_spent > v_allowed THEN
    RAISE EXCEPTION '% of % bytes', v_spent, v_allowed USING ERRCODE = 'HB004';
  END IF;
END
$$;
