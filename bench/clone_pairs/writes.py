"""Routines that write rows."""

from bench.clone_pairs.base import Base

SHIP = Base(
    """CREATE FUNCTION ship_order(p_id int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET status = 'shipped', shipped_at = now() WHERE id = p_id AND status = 'paid';
  IF NOT FOUND THEN RAISE EXCEPTION 'order % cannot be shipped', p_id; END IF;
END $$;""",
    same=(
        ("ship_order >>> send_parcel", "p_id >>> p_parcel", "orders >>> parcels"),
        ("'order % cannot be shipped' >>> 'no such order: %'",),
        ("WHERE id = p_id AND status = 'paid' >>> WHERE status = 'paid' AND p_id = id",),
        ("status = 'shipped', shipped_at = now() >>> shipped_at = now(), status = 'shipped'",),
        ("BEGIN >>> BEGIN -- once only",),
        ("p_id int >>> _order int", "id = p_id >>> id = _order", "', p_id >>> ', _order", "ship_order >>> set_shipped"),
    ),
    different=(
        ("status = 'paid' >>> status = 'open'",),
        ("'shipped', >>> 'sent',",),
        ("IF NOT FOUND >>> IF FOUND",),
        ("id = p_id AND >>> id = p_id OR",),
        ("  IF NOT FOUND THEN RAISE EXCEPTION 'order % cannot be shipped', p_id; END IF;\n >>> ",),
        ("now() >>> clock_timestamp()",),
    ),
)
SOFT_DELETE = Base(
    """CREATE PROCEDURE remove_customer(p_id bigint) LANGUAGE plpgsql AS $$
DECLARE v_rows int;
BEGIN
  UPDATE customer SET deleted_at = now(), active = false WHERE id = p_id AND deleted_at IS NULL;
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  IF v_rows = 0 THEN RAISE NOTICE 'nothing to remove'; END IF;
END $$;""",
    same=(
        ("customer >>> supplier", "v_rows >>> n", "p_id >>> supplier_id"),
        ("deleted_at >>> removed_on", "active >>> usable"),
        ("'nothing to remove' >>> 'customer is gone already'",),
        ("WHERE id = p_id AND deleted_at IS NULL >>> WHERE deleted_at IS NULL AND id = p_id",),
    ),
    different=(
        ("active = false >>> active = true",),
        ("IS NULL >>> IS NOT NULL",),
        ("v_rows = 0 >>> v_rows = 1",),
        (" AND deleted_at IS NULL >>> ",),
        ("RAISE NOTICE >>> RAISE EXCEPTION",),
    ),
)
UPSERT = Base(
    """CREATE FUNCTION put_setting(p_key text, p_value text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO settings (key, value, changed) VALUES (p_key, p_value, now())
  ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, changed = now();
END $$;""",
    same=(
        ("settings >>> options", "key >>> name", "value >>> content"),
        ("p_key >>> k", "p_value >>> v"),
        ("put_setting >>> store", "changed >>> updated_at"),
        ("SET value = EXCLUDED.value, changed = now() >>> SET changed = now(), value = EXCLUDED.value",),
    ),
    different=(
        ("(p_key, p_value, now()) >>> (p_value, p_key, now())",),
        ("DO UPDATE SET value = EXCLUDED.value, changed = now() >>> DO NOTHING",),
        ("value = EXCLUDED.value >>> value = settings.value",),
        ("ON CONFLICT (key) >>> ON CONFLICT (value)",),
    ),
)
TRANSFER = Base(
    """CREATE FUNCTION transfer(p_from int, p_to int, p_amount numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_amount <= 0 THEN RAISE EXCEPTION 'amount must be positive'; END IF;
  UPDATE account SET balance = balance - p_amount WHERE id = p_from;
  UPDATE account SET balance = balance + p_amount WHERE id = p_to;
END $$;""",
    same=(
        ("account >>> wallet", "balance >>> coins", "p_amount >>> n"),
        ("p_from >>> a", "p_to >>> b"),
        ("p_amount <= 0 >>> 0 >= p_amount",),
        ("balance + p_amount >>> p_amount + balance",),
    ),
    different=(
        ("p_amount <= 0 >>> p_amount < 0",),
        ("balance - p_amount >>> p_amount - balance",),
        ("WHERE id = p_to >>> WHERE id = p_from",),
        (
            "balance - p_amount >>> balance + p_amount",
            "balance + p_amount WHERE id = p_to >>> balance - p_amount WHERE id = p_to",
        ),
        ("  UPDATE account SET balance = balance + p_amount WHERE id = p_to;\n >>> ",),
    ),
)
PURGE = Base(
    """CREATE FUNCTION purge_sessions(p_days int DEFAULT 30) RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE v_count int;
BEGIN
  DELETE FROM sessions WHERE last_seen < now() - make_interval(days => p_days);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  INSERT INTO purge_log (name, rows) VALUES ('sessions', v_count);
  RETURN v_count;
END $$;""",
    same=(
        ("purge_sessions >>> clean_sessions", "p_days >>> p_age", "v_count >>> n"),
        ("last_seen >>> touched", "purge_log >>> clean_log"),
        ("last_seen < now() - make_interval(days => p_days) >>> now() - make_interval(days => p_days) > last_seen",),
    ),
    different=(
        ("DEFAULT 30 >>> DEFAULT 90",),
        ("SECURITY DEFINER >>> SECURITY INVOKER",),
        ("days => p_days >>> hours => p_days",),
        ("last_seen < >>> last_seen <= ",),
        ("'sessions' >>> 'tokens'",),
        ("RETURN v_count >>> RETURN 0",),
    ),
)
LINES = Base(
    """CREATE FUNCTION copy_lines(p_old int, p_new int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
  FOR r IN SELECT product, quantity FROM order_line WHERE order_id = p_old AND quantity > 0 ORDER BY product LOOP
    INSERT INTO order_line (order_id, product, quantity) VALUES (p_new, r.product, r.quantity);
  END LOOP;
END $$;""",
    same=(
        (
            "r record >>> line record",
            "FOR r IN >>> FOR line IN",
            "r.product, r.quantity >>> line.product, line.quantity",
        ),
        ("order_line >>> invoice_line", "order_id >>> invoice_id", "product >>> article"),
        ("p_old >>> source", "p_new >>> target"),
        ("order_id = p_old AND quantity > 0 >>> 0 < quantity AND order_id = p_old",),
    ),
    different=(
        ("quantity > 0 >>> quantity >= 0",),
        ("VALUES (p_new, >>> VALUES (p_old,",),
        ("ORDER BY product >>> ORDER BY product DESC",),
        ("r.product, r.quantity >>> r.quantity, r.product",),
        (" ORDER BY product >>> ",),
    ),
)
BASES = (SHIP, SOFT_DELETE, UPSERT, TRANSFER, PURGE, LINES)
