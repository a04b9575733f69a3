CREATE TABLE t (
    a numeric(12,2) DEFAULT 0.00 NOT NULL,
    b text[] DEFAULT '{}'::text[],
    c integer[][3] NOT NULL DEFAULT ARRAY[[1,2,3]],
    d timestamp(3) with time zone DEFAULT now() + INTERVAL '1 day',
    e char DEFAULT 'x', f bit varying(5) DEFAULT B'101', g double precision DEFAULT 'NaN',
    h interval day to second(2), i "char", j varchar, k character varying(10) COLLATE "C" DEFAULT 'ä''ö',
    l bytea DEFAULT '\x00ff', m boolean NULL DEFAULT ((1 > 0) AND NOT false), n time(0) without time zone,
    o pg_catalog.int4 DEFAULT -1, p json DEFAULT '{"a": [1, "x: y"]}', q money DEFAULT 12.50::money,
    r text DEFAULT E'line\nbreak\ttab', s text DEFAULT $$dollar 'quoted'$$, u xml, v tsvector, w int4range
);
