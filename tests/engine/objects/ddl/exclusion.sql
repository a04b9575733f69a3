CREATE TABLE booking (
    room box, during tsrange,
    EXCLUDE USING gist (room WITH &&, during WITH &&) WHERE (NOT isempty(during)) DEFERRABLE,
    CONSTRAINT named EXCLUDE USING btree ((upper(during)) WITH =),
    EXCLUDE (lower(during) DESC NULLS LAST WITH =)
);
