INSERT INTO hub.desk_grant(role_name, stream_id, can_read, can_write, can_redact, last_day)
SELECT $1::text, s.stream_id, $3::boolean, $4::boolean, $5::boolean, $6::bigint
  FROM hub.stream s
 WHERE s.name = $2::text
