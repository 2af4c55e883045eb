-- The hub's tables. No desk is granted any of them: functions are the only doors (ledger.md §3.1, portable subset §3.7).
-- `stream_id` is in every primary key, so that the same schema can be distributed. This is its first version; what later ones add is in
-- `admin/init.rs`, so that a new hub and an old one that was brought up to date are the same.

CREATE TABLE hub.meta(name text PRIMARY KEY, value text NOT NULL);

CREATE TABLE hub.stream(
  stream_id int PRIMARY KEY,
  name text NOT NULL UNIQUE,
  head bigint NOT NULL,
  head_hash bytea NOT NULL
);

CREATE TABLE hub.desk_grant(
  role_name text NOT NULL,
  stream_id int NOT NULL,
  can_read boolean NOT NULL,
  can_write boolean NOT NULL,
  can_redact boolean NOT NULL,
  PRIMARY KEY (role_name, stream_id)
);

-- One row a copy: the same id with another header, signature or body is a further row, so that a broken copy hides no good
-- one. `copy` names what came, also after a redaction put another body there.
CREATE TABLE hub.entry(
  stream_id int NOT NULL,
  pos bigint NOT NULL,
  id bytea NOT NULL,
  copy bytea NOT NULL,
  hdr bytea NOT NULL,
  sig bytea NOT NULL,
  usig bytea,
  body bytea NOT NULL,
  redacted boolean NOT NULL,
  PRIMARY KEY (stream_id, pos)
);
CREATE INDEX entry_id ON hub.entry(stream_id, id);

CREATE TABLE hub.seg(
  stream_id int NOT NULL,
  to_pos bigint NOT NULL,
  from_pos bigint NOT NULL,
  role_name text NOT NULL,
  received_at timestamptz NOT NULL,
  n_bytes bigint NOT NULL,
  seg_hash bytea NOT NULL,
  PRIMARY KEY (stream_id, to_pos)
);

-- Each desk's own copy of a file: what another desk planted under its address hides nothing.
CREATE TABLE hub.blob_chunk(
  stream_id int NOT NULL,
  blob bytea NOT NULL,
  role_name text NOT NULL,
  no int NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (stream_id, blob, role_name, no)
);

-- `day` counts days since 1970 UTC: a session can set its time zone, and must not gain a day by it.
CREATE TABLE hub.quota(
  role_name text PRIMARY KEY,
  allowed bigint NOT NULL,
  day bigint NOT NULL,
  n_bytes bigint NOT NULL
);
