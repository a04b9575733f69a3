CREATE TABLE t (id integer PRIMARY KEY, v text, w integer);
CREATE VIEW plain AS SELECT * FROM t;
CREATE OR REPLACE VIEW barrier WITH (security_barrier, security_invoker = true) AS
    SELECT id, v -- a comment with 'quote'
      FROM t
     WHERE w > 0 /* and another */ AND v <> '
  kept as it is'
    WITH CASCADED CHECK OPTION;
CREATE VIEW named (a, b) AS VALUES (1, 'x'), (2, 'y');
CREATE RECURSIVE VIEW counting (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM counting WHERE n < 10;
CREATE VIEW grouped AS SELECT id, v, count(*) OVER (PARTITION BY w) FROM t GROUP BY id;
CREATE MATERIALIZED VIEW kept AS SELECT w, sum(id) AS total FROM t GROUP BY w;
CREATE MATERIALIZED VIEW late (a, b, c) WITH (fillfactor = 60) AS TABLE t WITH NO DATA;
CREATE UNIQUE INDEX kept_w ON kept (w);
COMMENT ON VIEW plain IS 'plain';
COMMENT ON MATERIALIZED VIEW kept IS 'kept';
COMMENT ON COLUMN plain.v IS 'a column of a view';
