-- Ends what a desk's session holds open for too long. It could switch its own time limit off, so this runs from outside. A desk
-- that was shut out keeps its row of the quota, so a session that outlived it is ended as well.
SELECT a.usename::text, extract(epoch FROM now() - a.xact_start)::bigint, pg_terminate_backend(a.pid)
  FROM pg_catalog.pg_stat_activity a
  JOIN hub.quota q ON q.role_name = a.usename::text
 WHERE a.datname = current_database() AND a.xact_start < now() - $1::bigint * interval '1 second'
