-- Desks get the functions and nothing else. A new function is granted here by name, or nobody can call it.
REVOKE ALL ON SCHEMA hub FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA hub FROM PUBLIC, gonglian_desk;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC, gonglian_desk;
GRANT USAGE ON SCHEMA hub TO gonglian_desk;
GRANT EXECUTE ON FUNCTION hub.heads_v1(text, int) TO gonglian_desk;
GRANT EXECUTE ON FUNCTION hub.pull_v1(text, bigint, bytea, int) TO gonglian_desk;
GRANT EXECUTE ON FUNCTION hub.received_v1(text, bytea[]) TO gonglian_desk;
GRANT EXECUTE ON FUNCTION hub.push_v1(text, bytea[], bytea[], bytea[], bytea[], bytea[]) TO gonglian_desk;
GRANT EXECUTE ON FUNCTION hub.blob_put_v1(text, bytea, int, bytea) TO gonglian_desk;
GRANT EXECUTE ON FUNCTION hub.blob_copies_v1(text, bytea) TO gonglian_desk;
GRANT EXECUTE ON FUNCTION hub.blob_get_v1(text, bytea, text, int) TO gonglian_desk;
GRANT EXECUTE ON FUNCTION hub.redact_v1(text, bytea, bytea) TO gonglian_desk;
GRANT EXECUTE ON FUNCTION hub.blob_drop_v1(text, bytea) TO gonglian_desk;
