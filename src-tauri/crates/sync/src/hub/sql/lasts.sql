-- Whether a desk's last day at a stream has not passed (none: it has none): days since 1970 of China Standard Time, by the hub's own
-- clock. A session can set its time zone, and must not gain a day by it. Not for desks to call.
CREATE OR REPLACE FUNCTION hub.lasts(p_last_day bigint)
RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_last_day IS NULL OR p_last_day >= floor((extract(epoch FROM now()) + 28800) / 86400)::bigint
$$;
