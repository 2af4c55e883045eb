-- Every desk with a quota: when it last gave something, and what it used of the day.
SELECT q.role_name,
       EXISTS (SELECT 1 FROM hub.desk_grant g WHERE g.role_name = q.role_name),
       (SELECT extract(epoch FROM max(g.received_at))::bigint FROM hub.seg g WHERE g.role_name = q.role_name),
       CASE WHEN q.day = floor(extract(epoch FROM now()) / 86400) THEN q.n_bytes ELSE 0 END,
       q.allowed
  FROM hub.quota q
 ORDER BY q.role_name
