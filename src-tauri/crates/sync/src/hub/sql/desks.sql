-- Desks of this hub that may log in: other hubs of the same server have theirs.
SELECT r.rolname::text
  FROM hub.quota q
  JOIN pg_catalog.pg_roles r ON r.rolname = q.role_name
  JOIN pg_catalog.pg_auth_members m ON m.member = r.oid
  JOIN pg_catalog.pg_roles g ON g.oid = m.roleid AND g.rolname = 'gonglian_desk'
 WHERE r.rolcanlogin
