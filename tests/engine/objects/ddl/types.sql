CREATE TYPE mood AS ENUM ('sad', 'so so', 'it''s ok', 'yes', 'null', '', ' padded ');
CREATE TYPE empty_enum AS ENUM ();
CREATE TYPE inner_type AS (a numeric(5,1), b varchar(3)[], c text COLLATE "C");
CREATE TYPE outer_type AS (x inner_type, y mood[]);
CREATE TYPE span AS RANGE (SUBTYPE = timestamptz);
CREATE DOMAIN code AS varchar(8) COLLATE "C" DEFAULT 'none' CONSTRAINT filled NOT NULL
    CHECK (VALUE <> '') CONSTRAINT upper_only CHECK (VALUE = upper(VALUE) -- always
    );
CREATE DOMAIN codes AS code[] CHECK (array_length(VALUE, 1) > 0);
CREATE TABLE t (a mood DEFAULT 'so so', b mood[] DEFAULT '{sad}', c outer_type, d code, e codes);
COMMENT ON TYPE mood IS E'a\nb''c';
COMMENT ON DOMAIN code IS 'a "code": yes';
COMMENT ON COLUMN inner_type.b IS 'the b';
