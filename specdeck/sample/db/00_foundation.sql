-- ============================================================================
-- Halden Trading ERP, database build, part 0: schemas, roles, shared types.
-- Run the files in order, as the owner of the database.
-- ============================================================================

CREATE SCHEMA IF NOT EXISTS core;
CREATE SCHEMA IF NOT EXISTS audit;
CREATE SCHEMA IF NOT EXISTS hr;
CREATE SCHEMA IF NOT EXISTS catalog;
CREATE SCHEMA IF NOT EXISTS sales;
CREATE SCHEMA IF NOT EXISTS stock;
CREATE SCHEMA IF NOT EXISTS billing;
CREATE SCHEMA IF NOT EXISTS report;

COMMENT ON SCHEMA sales IS 'Customers, orders and what we promised them';

-- Roles live in the cluster, not in the database: a second build must not fail.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'halden_app') THEN
        CREATE ROLE halden_app NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'halden_report') THEN
        CREATE ROLE halden_report NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'halden_admin') THEN
        CREATE ROLE halden_admin NOLOGIN;
    END IF;
END
$$;

-- Shared value types ---------------------------------------------------------

CREATE DOMAIN core.email_address AS text
    CONSTRAINT email_shape CHECK (VALUE ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$');

CREATE DOMAIN core.currency_code AS char(3)
    DEFAULT 'EUR'
    NOT NULL
    CHECK (VALUE = upper(VALUE));

CREATE DOMAIN core.money_amount AS numeric(14,2);

CREATE DOMAIN core.percentage AS numeric(5,2)
    CHECK (VALUE >= 0 AND VALUE <= 100);

COMMENT ON DOMAIN core.email_address IS 'Good enough to send a mail to; not RFC 5322';

CREATE TYPE sales.order_status AS ENUM ('draft', 'submitted', 'approved', 'picking', 'shipped', 'closed', 'cancelled');
CREATE TYPE hr.leave_status AS ENUM ('requested', 'approved', 'rejected', 'withdrawn');
CREATE TYPE billing.invoice_status AS ENUM ('open', 'partly paid', 'paid', 'written off', 'refunded');
CREATE TYPE stock.movement_kind AS ENUM ('receipt', 'issue', 'transfer', 'correction');

COMMENT ON TYPE sales.order_status IS 'The life of an order. ''closed'' and ''cancelled'' are final.';

CREATE TYPE core.address AS (
    street      text,
    postal_code varchar(12),
    city        text COLLATE "C",
    country     char(2)
);

CREATE TYPE core.mutation_result AS (
    ok      boolean,
    code    text,
    message text,
    payload jsonb
);

CREATE TYPE hr.day_span AS RANGE (subtype = date);

-- Document numbers: one sequence a kind of document, never reset.
CREATE SEQUENCE sales.order_number_seq START WITH 10000 INCREMENT BY 1 CACHE 1;
CREATE SEQUENCE billing.invoice_number_seq AS integer START 500 MAXVALUE 999999 NO CYCLE;
CREATE SEQUENCE stock.batch_seq INCREMENT 10 MINVALUE 10 MAXVALUE 9990 START 10 CYCLE;

-- Settings: key and value, the way it was done in 2009. -----------------------
CREATE TABLE core.setting (
    name        varchar(60) PRIMARY KEY,
    value       text NOT NULL,
    changed_at  timestamp DEFAULT now()
);

CREATE OR REPLACE FUNCTION core.get_setting(p_name text, p_default text DEFAULT NULL) RETURNS text AS $$
DECLARE
    v_value text;
BEGIN
    SELECT value INTO v_value FROM core.setting WHERE name = p_name;
    IF NOT FOUND THEN
        RETURN p_default;
    END IF;
    RETURN v_value;
END;
$$ LANGUAGE plpgsql STABLE;

CREATE OR REPLACE FUNCTION core.set_setting(p_name text, p_value text) RETURNS void AS $$
BEGIN
    -- UPSERT before there was one; kept because two old clients depend on the notice
    UPDATE core.setting SET value = p_value, changed_at = now() WHERE name = p_name;
    IF NOT FOUND THEN
        BEGIN
            INSERT INTO core.setting (name, value) VALUES (p_name, p_value);
        EXCEPTION WHEN unique_violation THEN
            UPDATE core.setting SET value = p_value WHERE name = p_name;
        END;
        RAISE NOTICE 'setting % created', p_name;
    END IF;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION core.ok(p_message text, p_payload jsonb DEFAULT '{}'::jsonb)
RETURNS core.mutation_result
LANGUAGE sql IMMUTABLE AS $$
    SELECT ROW(true, 'ok', p_message, p_payload)::core.mutation_result
$$;

CREATE OR REPLACE FUNCTION core.failed(p_code text, p_message text)
RETURNS core.mutation_result
LANGUAGE sql IMMUTABLE AS $$
    SELECT ROW(false, p_code, p_message, NULL)::core.mutation_result
$$;
