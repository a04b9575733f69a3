-- Who may do what.

ALTER TABLE sales.tb_customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE sales.tb_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE sales.tb_order FORCE ROW LEVEL SECURITY;

CREATE POLICY customer_tenant ON sales.tb_customer
    USING (tenant_id = core.current_tenant())
    WITH CHECK (tenant_id = core.current_tenant());

CREATE POLICY order_tenant ON sales.tb_order
    FOR ALL TO halden_app
    USING (tenant_id = core.current_tenant());

CREATE POLICY order_drafts_only ON sales.tb_order AS RESTRICTIVE
    FOR DELETE TO halden_app, halden_admin
    USING (status = 'draft');

COMMENT ON POLICY order_tenant ON sales.tb_order IS 'One tenant never sees another''s orders';

GRANT USAGE ON SCHEMA core, sales, catalog, stock, billing TO halden_app;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA sales TO halden_app;
GRANT DELETE ON sales.tb_order TO halden_app;
GRANT SELECT (pk_customer, name, email) ON sales.tb_customer TO halden_report;
GRANT USAGE ON SCHEMA report TO halden_report;
GRANT SELECT ON report.v_open_order, report.v_live_customer TO halden_report WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION report.run(text, uuid) TO halden_report;
REVOKE ALL ON FUNCTION core.delete_user(uuid, uuid) FROM PUBLIC;
GRANT USAGE, SELECT ON SEQUENCE sales.order_number_seq TO halden_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA report GRANT SELECT ON TABLES TO halden_report;

-- Impersonation for the help desk. Written in a hurry.
CREATE OR REPLACE FUNCTION core.act_as(p_user uuid, p_sql text) RETURNS integer AS $$
DECLARE
    v_rows integer;
    v_tenant uuid;
BEGIN
    SELECT tenant_id INTO v_tenant FROM core.tb_user WHERE id = p_user;
    EXECUTE 'SET LOCAL halden.tenant = ''' || v_tenant || '''';
    EXECUTE p_sql;
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    RETURN v_rows;
END;
$$ LANGUAGE plpgsql SECURITY DEFINER;

GRANT EXECUTE ON FUNCTION core.act_as(uuid, text) TO halden_admin;

-- Every new table is noted; the auditor wanted it.
CREATE OR REPLACE FUNCTION audit.note_ddl() RETURNS event_trigger AS $$
DECLARE
    v_command record;
BEGIN
    FOR v_command IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP
        RAISE DEBUG 'ddl: % %', v_command.command_tag, v_command.object_identity;
    END LOOP;
END;
$$ LANGUAGE plpgsql;

CREATE EVENT TRIGGER halden_note_ddl ON ddl_command_end
    WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE')
    EXECUTE FUNCTION audit.note_ddl();
