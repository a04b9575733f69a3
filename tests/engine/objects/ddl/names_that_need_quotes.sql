CREATE SCHEMA "Odd Schema";
CREATE TABLE "Odd Schema"."Order ""Table""" (
    "Id" integer PRIMARY KEY, "select" text, "userName" varchar(20) DEFAULT 'select', "with space" date,
    "Größe" numeric, "a.b" text, "x:y" text, "-" integer, "true" boolean, "null" text, "123" text,
    user_id int, "group" text COLLATE "POSIX", CONSTRAINT "Check It" CHECK ("with space" > '2000-01-01')
);
CREATE INDEX "Idx Größe" ON "Odd Schema"."Order ""Table""" ("Größe" DESC, lower("userName"));
CREATE VIEW "Odd Schema"."View" ("A b", "c") AS SELECT "Id", "select" FROM "Odd Schema"."Order ""Table""";
COMMENT ON COLUMN "Odd Schema"."Order ""Table"""."with space" IS 'quoted ''text'' and "names"';
