-- yes: cache_refresh | maybe:
CREATE FUNCTION refresh_top() RETURNS void LANGUAGE sql AS $$
  REFRESH MATERIALIZED VIEW top_article;
$$;

-- yes: cache_refresh | maybe:
CREATE FUNCTION rebuild_summary() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE sales_summary;
  INSERT INTO sales_summary (month, revenue) SELECT date_trunc('month', ordered_on), sum(total) FROM sales_order GROUP BY 1;
END;
$$;

-- yes: cache_refresh | maybe:
CREATE FUNCTION refresh_both() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  REFRESH MATERIALIZED VIEW CONCURRENTLY stock_overview;
  REFRESH MATERIALIZED VIEW CONCURRENTLY supplier_overview;
END;
$$;

-- yes: cache_refresh | maybe:
CREATE FUNCTION fill_cache() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  n integer;
BEGIN
  DELETE FROM route_cache;
  INSERT INTO route_cache SELECT a.id, b.id, distance(a, b) FROM place a CROSS JOIN place b;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END;
$$;

-- yes: cache_refresh | maybe: replace_set
CREATE FUNCTION refresh_month(p_month date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM month_report WHERE month = p_month;
  INSERT INTO month_report (month, visits) SELECT p_month, count(*) FROM visit WHERE date_trunc('month', at) = p_month;
END;
$$;

-- yes: cache_refresh | maybe: derived_copy, idempotent_insert
CREATE FUNCTION sync_cache() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM name_cache c WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = c.person_id);
  INSERT INTO name_cache (person_id, name) SELECT id, name FROM person p WHERE NOT EXISTS (SELECT 1 FROM name_cache c WHERE c.person_id = p.id);
END;
$$;

-- yes: cache_refresh | maybe:
CREATE FUNCTION refresh_after_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  REFRESH MATERIALIZED VIEW tag_cloud;
  RETURN NULL;
END;
$$;

-- yes: cache_refresh | maybe:
CREATE FUNCTION rebuild_index() RETURNS void LANGUAGE sql AS $$
  TRUNCATE TABLE keyword;
  INSERT INTO keyword SELECT DISTINCT lower(w) FROM document, regexp_split_to_table(body, '\W+') w;
$$;

-- yes: | maybe: temporal_validity
CREATE FUNCTION is_stale() RETURNS boolean LANGUAGE sql AS $$
  SELECT max(refreshed_at) < now() - interval '1 hour' FROM cache_state;
$$;

-- yes: | maybe:
CREATE FUNCTION empty_stage() RETURNS void LANGUAGE sql AS $$
  TRUNCATE stage_row;
$$;

-- yes: | maybe:
CREATE FUNCTION top_articles() RETURNS SETOF top_article LANGUAGE sql AS $$
  SELECT * FROM top_article ORDER BY hits DESC;
$$;
