CREATE TABLE model (id integer PRIMARY KEY, v text DEFAULT 'v' NOT NULL, CHECK (length(v) < 9));
CREATE TABLE copy (LIKE model INCLUDING ALL EXCLUDING INDEXES, more text);
CREATE TABLE late (more text, LIKE model);
CREATE TYPE pair AS (a integer, b text);
CREATE TABLE pairs OF pair;
CREATE UNLOGGED TABLE fast (a integer) WITH (fillfactor = 80, autovacuum_enabled = false);
CREATE TABLE IF NOT EXISTS maybe (a integer) USING heap;
CREATE TABLE nothing ();
