"""Routines that compute and look up."""

from bench.clone_pairs.base import Base

GRADE = Base(
    """CREATE FUNCTION grade(p_points int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v_grade text;
BEGIN
  IF p_points >= 90 THEN v_grade := 'A'; ELSIF p_points >= 75 THEN v_grade := 'B'; ELSE v_grade := 'C'; END IF;
  RETURN v_grade;
END $$;""",
    same=(
        ("p_points >>> score", "v_grade >>> result", "FUNCTION grade >>> FUNCTION mark"),
        (
            "  IF p_points >>>   CASE WHEN p_points",
            "ELSIF >>> WHEN",
            "END IF >>> END CASE",
        ),
        (
            "IF p_points >= 90 THEN v_grade := 'A'; >>> v_grade := CASE WHEN p_points >= 90 THEN 'A'",
            "ELSIF p_points >= 75 THEN v_grade := 'B'; >>> WHEN p_points >= 75 THEN 'B'",
            "ELSE v_grade := 'C'; END IF >>> ELSE 'C' END",
        ),
        ("p_points >= 75 >>> 75 <= p_points",),
    ),
    different=(
        (">= 75 >>> >= 70",),
        (">= 90 >>> > 90",),
        ("'C' >>> 'D'",),
        ("'A'; ELSIF >>> 'B'; ELSIF", "75 THEN v_grade := 'B' >>> 75 THEN v_grade := 'A'"),
        ("ELSE v_grade := 'C'; >>> ",),
    ),
)
TOTAL = Base(
    """CREATE FUNCTION order_total(p_order int) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(l.price * l.quantity), 0)
  FROM order_line l JOIN orders o ON o.id = l.order_id WHERE o.id = p_order
$$;""",
    same=(
        (
            "order_line l >>> order_line x",
            "l.price >>> x.price",
            "l.quantity >>> x.quantity",
            "l.order_id >>> x.order_id",
        ),
        (
            "l JOIN orders o ON >>> l, orders o WHERE",
            "l.order_id WHERE >>> l.order_id AND",
        ),
        (
            "order_total >>> invoice_sum",
            "orders >>> invoices",
            "order_line >>> invoice_line",
            "order_id >>> invoice_id",
        ),
        ("l.price * l.quantity >>> l.quantity * l.price",),
    ),
    different=(
        ("sum( >>> max(",),
        (", 0) >>> , 1)",),
        ("l.price * l.quantity >>> l.price + l.quantity",),
        (" STABLE >>> ",),
        ("JOIN orders >>> LEFT JOIN orders",),
    ),
)
STOCK = Base(
    """CREATE FUNCTION is_available(p_item int, p_wanted int) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_stock int;
BEGIN
  SELECT quantity INTO v_stock FROM inventory WHERE item = p_item;
  IF v_stock IS NULL THEN RETURN false; END IF;
  RETURN v_stock >= p_wanted;
END $$;""",
    same=(
        ("inventory >>> shelf", "item = p_item >>> thing = p_item", "v_stock >>> n"),
        (
            "SELECT quantity INTO v_stock FROM >>> v_stock := (SELECT quantity FROM",
            "WHERE item = p_item; >>> WHERE item = p_item);",
        ),
        ("v_stock >= p_wanted >>> p_wanted <= v_stock",),
        ("p_wanted >>> p_needed", "p_item >>> p_part"),
    ),
    different=(
        ("RETURN false >>> RETURN true",),
        (">= p_wanted >>> > p_wanted",),
        ("INTO v_stock >>> INTO STRICT v_stock",),
        ("IS NULL >>> IS NOT NULL",),
        ("WHERE item = p_item >>> WHERE item = p_wanted",),
        ("SELECT quantity >>> SELECT sum(quantity)",),
    ),
)
RECENT = Base(
    """CREATE FUNCTION recent_logins(p_user uuid) RETURNS SETOF login LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY SELECT * FROM login WHERE user_id = p_user AND at > now() - interval '7 days' ORDER BY at DESC LIMIT 10;
END $$;""",
    same=(
        ("login >>> visit", "user_id >>> guest_id", "p_user >>> p_guest"),
        (
            "user_id = p_user AND >>> p_user = user_id AND",
            "at > now() - interval '7 days' >>> now() - interval '7 days' < at",
        ),
        ("recent_logins >>> last_logins",),
    ),
    different=(
        ("'7 days' >>> '30 days'",),
        ("LIMIT 10 >>> LIMIT 100",),
        ("ORDER BY at DESC >>> ORDER BY at",),
        ("SETOF login >>> login",),
        ("p_user uuid >>> p_user text",),
    ),
)
TREE = Base(
    """CREATE FUNCTION descendants(p_root int) RETURNS TABLE (id int, depth int) LANGUAGE sql AS $$
  WITH RECURSIVE found AS (
    SELECT c.id, 0 AS depth FROM category c WHERE c.id = p_root
    UNION ALL
    SELECT c.id, f.depth + 1 FROM category c JOIN found f ON c.parent = f.id WHERE f.depth < 10
  ) SELECT f.id, f.depth FROM found f
$$;""",
    same=(
        ("category >>> department", "parent >>> boss"),
        ("descendants >>> below", "p_root >>> p_top"),
        ("f.depth + 1 >>> 1 + f.depth",),
    ),
    different=(
        ("UNION ALL >>> UNION",),
        ("f.depth < 10 >>> f.depth < 5",),
        ("c.parent = f.id >>> c.id = f.parent",),
        ("f.depth + 1 >>> f.depth + 2",),
    ),
)
BONUS = Base(
    """CREATE FUNCTION bonus(p_years int, p_salary numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE v_rate numeric := 0.05; v_limit numeric := 5000;
BEGIN
  IF p_years > 10 THEN v_rate := v_rate * 2; END IF;
  RETURN least(p_salary * v_rate, v_limit);
END $$;""",
    same=(
        ("v_rate >>> share", "v_limit >>> most"),
        ("p_salary * v_rate >>> v_rate * p_salary",),
        ("p_years >>> tenure", "p_salary >>> pay", "FUNCTION bonus >>> FUNCTION extra"),
        ("v_rate * 2 >>> 2 * v_rate",),
    ),
    different=(
        ("0.05 >>> 0.07",),
        ("5000 >>> 6000",),
        ("least( >>> greatest(",),
        ("p_years > 10 >>> p_years >= 10",),
        ("least(p_salary * v_rate, v_limit) >>> least(p_salary * v_limit, v_rate)",),
        ("IMMUTABLE >>> VOLATILE",),
    ),
)
BASES = (GRADE, TOTAL, STOCK, RECENT, TREE, BONUS)
