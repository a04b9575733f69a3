CREATE TABLE t (a integer, b text, c jsonb, d tsvector, e timestamptz);
CREATE INDEX ON t (a);
CREATE UNIQUE INDEX t_b ON t (lower(b) text_pattern_ops DESC NULLS LAST, (a + 1)) WHERE b IS NOT NULL AND a > 0;
CREATE INDEX IF NOT EXISTS t_c ON t USING gin (c jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX t_d ON ONLY t USING gist (d tsvector_ops (siglen = 100));
CREATE UNIQUE INDEX t_e ON t (e, b COLLATE "C") INCLUDE (a, c) NULLS NOT DISTINCT;
CREATE INDEX t_brin ON t USING brin (e) WITH (pages_per_range = 16, autosummarize);
COMMENT ON INDEX t_b IS 'Two
lines';
