CREATE TABLE t (
    a integer CHECK (a > 0) CHECK (a < 100) CONSTRAINT a_even CHECK (a % 2 = 0),
    b integer CHECK (b > a), c text CHECK (c IN ('x', 'y')), d text CHECK (d IN ('x y', 'it''s')),
    e text DEFAULT 'on' CHECK (e IN ('on', 'off')) NOT NULL, f varchar(3) CHECK (f IN ('a', 'b')),
    CHECK (a + b > 0), CHECK (a IS NOT NULL), CHECK (length(c) > 0), CHECK (b <> 7) NO INHERIT,
    CONSTRAINT "long -- one" CHECK (
        a > 0        -- the first
        AND b > 0    /* the second */
    )
);
