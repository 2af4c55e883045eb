INSERT INTO hub.stream(stream_id, name, head, head_hash)
SELECT coalesce(max(s.stream_id), 0) + 1, $1::text, 0, decode(repeat('00', 32), 'hex')
  FROM hub.stream s
HAVING NOT EXISTS (SELECT 1 FROM hub.stream t WHERE t.name = $1::text)
