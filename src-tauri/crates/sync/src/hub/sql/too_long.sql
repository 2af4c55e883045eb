-- Ends what a desk's session holds open for too long. It could switch its own time limit off, so this runs from outside.
SELECT a.usename::text, extract(epoch FROM now() - a.xact_start)::bigint, pg_terminate_backend(a.pid)
  FROM pg_catalog.pg_stat_activity a
  JOIN pg_catalog.pg_auth_members m ON m.member = a.usesysid
  JOIN pg_catalog.pg_roles r ON r.oid = m.roleid AND r.rolname = 'gonglian_desk'
 WHERE a.datname = current_database() AND a.xact_start < now() - $1::bigint * interval '1 second'
