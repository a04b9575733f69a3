-- yes: approval | maybe:
CREATE FUNCTION sign_off_expense(p_expense bigint, p_manager bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE expense SET approved_by = p_manager, approved_at = now() WHERE expense_id = p_expense;
$$;

-- yes: approval | maybe:
CREATE FUNCTION decline_expense(p_expense bigint, p_manager bigint, p_why text) RETURNS void LANGUAGE sql AS $$
  UPDATE expense SET rejected_by = p_manager, rejected_at = now(), rejection_reason = p_why WHERE expense_id = p_expense;
$$;

-- yes: approval | maybe:
CREATE FUNCTION keep_approved_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.approved_at IS NOT NULL THEN
    RAISE EXCEPTION 'invoice % is approved and cannot be changed', OLD.id;
  END IF;
  RETURN NEW;
END;
$$;

-- yes: approval | maybe:
CREATE FUNCTION withdraw_approval(p_id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE leave_request SET approved_by = NULL, approved_on = NULL WHERE id = p_id;
END;
$$;

-- yes: approval | maybe: session_context, state_machine
CREATE FUNCTION approve_timesheet(p_sheet integer) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE timesheet SET approved = true, approver = current_user WHERE sheet = p_sheet AND NOT approved;
  RETURN FOUND;
END;
$$;

-- yes: approval | maybe: retention_purge
CREATE FUNCTION purge_rejected_posts() RETURNS void LANGUAGE sql AS $$
  DELETE FROM post WHERE moderation = 'rejected';
$$;

-- yes: approval, state_machine | maybe:
CREATE FUNCTION accept_quote(p_quote integer, p_by text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE quote SET status = 'approved', approved_by = p_by, approved_at = clock_timestamp() WHERE quote_id = p_quote AND status = 'submitted';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'quote % waits for no approval', p_quote;
  END IF;
END;
$$;

-- yes: approval | maybe:
CREATE FUNCTION release_document(p_doc bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM document WHERE id = p_doc AND approved_by IS NOT NULL) THEN
    RAISE EXCEPTION 'document % is not approved', p_doc;
  END IF;
  UPDATE document SET published_at = now() WHERE id = p_doc;
END;
$$;

-- yes: approval | maybe: audit_log
CREATE FUNCTION record_vote(p_change bigint, p_user bigint, p_yes boolean) RETURNS void LANGUAGE sql AS $$
  INSERT INTO change_approval (change_id, reviewer_id, approved, decided_at) VALUES (p_change, p_user, p_yes, now());
$$;

-- yes: | maybe:
CREATE FUNCTION approved_total() RETURNS numeric LANGUAGE sql AS $$
  SELECT sum(amount) FROM expense WHERE approved_at IS NOT NULL;
$$;

-- yes: | maybe:
CREATE VIEW approved_leave AS SELECT * FROM leave_request WHERE approved_by IS NOT NULL;

-- yes: | maybe:
CREATE FUNCTION approval_rate(p_team integer) RETURNS numeric LANGUAGE sql AS $$
  SELECT avg(approved::integer) FROM timesheet WHERE team = p_team;
$$;
