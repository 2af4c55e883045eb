-- What a desk could hang or fill the server with, or look around by, if PUBLIC kept it: large objects, sleeping, advisory
-- locks, notifications, words into the write-ahead log beside every quota, export of tables as XML, reading of other sessions.
SELECT p.oid::regprocedure::text
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname = 'pg_catalog'
   AND (p.proname LIKE 'lo\_%' OR p.proname IN ('loread', 'lowrite') OR p.proname LIKE 'pg\_sleep%'
        OR p.proname LIKE 'pg\_advisory\_%' OR p.proname LIKE 'pg\_try\_advisory\_%'
        OR p.proname IN ('pg_notify', 'pg_logical_emit_message')
        OR p.proname LIKE '%\_to\_xml%' OR p.proname LIKE '%\_to\_xmlschema%' OR p.proname = 'pg_stat_get_activity'
        OR p.proname = 'pg_export_snapshot')
   AND has_function_privilege('public', p.oid, 'EXECUTE')
 ORDER BY 1
