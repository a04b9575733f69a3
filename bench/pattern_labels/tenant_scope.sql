-- yes: tenant_scope | maybe: session_context, access_guard
CREATE POLICY tenant_rows ON invoice USING (tenant_id = current_setting('app.tenant_id')::uuid);

-- yes: tenant_scope, session_context | maybe:
CREATE FUNCTION my_documents() RETURNS SETOF document LANGUAGE sql AS $$
  SELECT * FROM document WHERE org_id = current_setting('app.org_id')::bigint;
$$;

-- yes: tenant_scope | maybe: session_context, access_guard
CREATE POLICY own_rows ON todo FOR SELECT USING (user_id = auth.uid());

-- yes: tenant_scope | maybe: session_context, access_guard
CREATE POLICY org_insert ON asset FOR INSERT WITH CHECK (organization_id = app.current_organization_id());

-- yes: tenant_scope | maybe: session_context
CREATE VIEW my_orders AS SELECT * FROM sales_order WHERE company_id = current_setting('shop.company')::integer;

-- yes: tenant_scope | maybe: session_context, access_guard
CREATE POLICY by_team ON board USING (team_id IN (SELECT team_id FROM team_member WHERE member = current_user));

-- yes: tenant_scope | maybe: session_context
CREATE FUNCTION count_assets() RETURNS bigint LANGUAGE sql AS $$
  SELECT count(*) FROM asset WHERE organization_id = current_org_id();
$$;

-- yes: tenant_scope, session_context | maybe:
CREATE FUNCTION own_tickets() RETURNS SETOF ticket LANGUAGE sql AS $$
  SELECT t.* FROM ticket t JOIN app_user u ON u.id = t.owner_id WHERE u.login = session_user;
$$;

-- yes: | maybe:
CREATE POLICY read_all ON country FOR SELECT USING (true);

-- yes: | maybe:
CREATE FUNCTION documents_of(p_org bigint) RETURNS SETOF document LANGUAGE sql AS $$
  SELECT * FROM document WHERE org_id = p_org;
$$;

-- yes: | maybe: access_guard
CREATE POLICY published ON post FOR SELECT USING (published);
