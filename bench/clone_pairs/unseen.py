"""Routines that were written after the comparison was finished, and are scored apart."""

from bench.clone_pairs.base import Base

INVOICE = Base(
    """CREATE FUNCTION close_invoice(p_invoice int, p_by text) RETURNS date LANGUAGE plpgsql AS $$
DECLARE v_due date; v_open numeric;
BEGIN
  SELECT due, total - paid INTO STRICT v_due, v_open FROM invoice WHERE number = p_invoice;
  IF v_open > 0.01 THEN
    RAISE EXCEPTION 'invoice % has % open', p_invoice, v_open USING HINT = 'Book the payment first.';
  ELSIF v_due > current_date THEN
    RETURN NULL;
  END IF;
  UPDATE invoice SET closed = true, closed_by = p_by WHERE number = p_invoice AND NOT closed;
  RETURN v_due;
END $$;""",
    same=(
        ("invoice SET >>> bill SET", "FROM invoice >>> FROM bill", "p_invoice >>> p_bill"),
        ("'Book the payment first.' >>> 'Pay it.'",),
        ("closed = true, closed_by = p_by >>> closed_by = p_by, closed = true",),
        ("number = p_invoice AND NOT closed >>> NOT closed AND number = p_invoice",),
        ("v_due >>> d", "v_open >>> rest"),
        ("'invoice % has % open' >>> 'not yet: % (%)'", "v_open > 0.01 >>> 0.01 < v_open"),
    ),
    different=(
        ("0.01 >>> 0.02",),
        ("v_due, v_open FROM >>> v_open, v_due FROM",),
        ("total - paid >>> paid - total",),
        ("AND NOT closed >>> AND closed",),
        ("RETURN NULL >>> RETURN v_due",),
        ("closed = true >>> closed = false",),
        ("current_date >>> now()",),
        ("INTO STRICT >>> INTO",),
    ),
)
SCHEDULE = Base(
    """CREATE FUNCTION free_slots(p_doctor int, p_day date) RETURNS SETOF time LANGUAGE plpgsql STABLE AS $$
DECLARE v_slot time := '08:00';
BEGIN
  WHILE v_slot < '17:00' LOOP
    IF NOT EXISTS (SELECT 1 FROM visit v WHERE v.doctor = p_doctor AND v.day = p_day AND v.slot = v_slot) THEN
      RETURN NEXT v_slot;
    END IF;
    v_slot := v_slot + interval '15 minutes';
  END LOOP;
END $$;""",
    same=(
        (
            "visit v >>> booking b",
            "v.doctor >>> b.room",
            "v.day >>> b.day",
            "v.slot = >>> b.slot =",
            "p_doctor >>> p_room",
        ),
        ("v_slot >>> t",),
        ("v.doctor = p_doctor AND v.day = p_day >>> v.day = p_day AND v.doctor = p_doctor",),
        ("free_slots >>> open_times", "p_day >>> p_date"),
        ("v_slot < '17:00' >>> '17:00' > v_slot",),
    ),
    different=(
        ("'08:00' >>> '09:00'",),
        ("'15 minutes' >>> '30 minutes'",),
        ("v_slot < '17:00' >>> v_slot <= '17:00'",),
        ("NOT EXISTS >>> EXISTS",),
        ("v.day = p_day AND >>> v.day >= p_day AND",),
        ("v.slot = v_slot >>> v.slot = v.slot",),
        ("v_slot + interval >>> v_slot - interval",),
        ("STABLE >>> IMMUTABLE",),
    ),
)
MERGE = Base(
    """CREATE FUNCTION merge_people(p_keep int, p_drop int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_keep = p_drop THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(least(p_keep, p_drop));
  UPDATE contact SET person = p_keep WHERE person = p_drop;
  UPDATE visit SET person = p_keep, merged = merged + 1 WHERE person = p_drop;
  DELETE FROM person WHERE id = p_drop;
EXCEPTION WHEN foreign_key_violation THEN
  RAISE EXCEPTION 'still referenced' USING ERRCODE = 'P0001';
END $$;""",
    same=(
        ("p_keep >>> p_target", "p_drop >>> p_source"),
        ("contact >>> phone", "visit SET >>> letter SET"),
        ("merged + 1 >>> 1 + merged",),
        ("p_keep = p_drop THEN >>> p_drop = p_keep THEN",),
        ("'still referenced' >>> 'in use'",),
    ),
    different=(
        ("least( >>> greatest(",),
        ("DELETE FROM person WHERE id = p_drop >>> DELETE FROM person WHERE id = p_keep",),
        ("'P0001' >>> 'P0002'",),
        ("pg_advisory_xact_lock >>> pg_advisory_lock",),
        ("  UPDATE contact SET person = p_keep WHERE person = p_drop;\n >>> ",),
        ("DELETE FROM person >>> DELETE FROM visit",),
        ("foreign_key_violation >>> unique_violation",),
    ),
)
BASES = (INVOICE, SCHEDULE, MERGE)
