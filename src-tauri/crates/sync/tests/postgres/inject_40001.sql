-- Makes the next pushes fail with a serialisation failure, as engines do that have no row lock to wait for.
CREATE SEQUENCE hub.failures;
CREATE TABLE hub.failing(times int);
INSERT INTO hub.failing VALUES (2);
CREATE FUNCTION hub.fail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF nextval('hub.failures') <= (SELECT times FROM hub.failing) THEN
    RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER failing BEFORE INSERT ON hub.seg FOR EACH ROW EXECUTE FUNCTION hub.fail();
