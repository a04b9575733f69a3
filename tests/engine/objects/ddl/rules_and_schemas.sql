CREATE SCHEMA app;
CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION CURRENT_USER;
COMMENT ON SCHEMA app IS 'all of it';
CREATE TABLE app.t (a int, b text);
CREATE TABLE app.log (a int);
CREATE VIEW app.v AS SELECT a, b FROM app.t;
CREATE RULE no_delete AS ON DELETE TO app.t DO INSTEAD NOTHING;
CREATE OR REPLACE RULE logged AS ON INSERT TO app.t
    WHERE new.a > 1 -- big
    DO ALSO (INSERT INTO app.log VALUES (new.a); DELETE FROM app.log WHERE a < 0;);
CREATE RULE one AS ON UPDATE TO app.t WHERE (old.a = 1 AND new.b ~ ';') DO (INSERT INTO app.log VALUES (1));
CREATE RULE "Through" AS ON UPDATE TO app.v DO INSTEAD
    UPDATE app.t SET b = new.b
     WHERE a = old.a
    RETURNING t.*;
COMMENT ON RULE no_delete ON app.t IS 'never';
CREATE RULE bare AS ON UPDATE TO app.log DO NOTHING;
ALTER TABLE app.t DISABLE RULE no_delete;
CREATE SCHEMA other CREATE TABLE x (a int);
