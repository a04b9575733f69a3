-- yes: pagination | maybe:
CREATE FUNCTION orders_page(p_after bigint, p_size integer) RETURNS SETOF sales_order LANGUAGE sql AS $$
  SELECT * FROM sales_order WHERE order_id > p_after ORDER BY order_id LIMIT p_size;
$$;

-- yes: pagination | maybe:
CREATE FUNCTION list_people(p_limit integer, p_offset integer) RETURNS SETOF person LANGUAGE sql AS $$
  SELECT * FROM person ORDER BY name LIMIT p_limit OFFSET p_offset;
$$;

-- yes: pagination | maybe:
CREATE FUNCTION page_of_posts(p_page integer, p_per_page integer) RETURNS SETOF post LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY SELECT * FROM post ORDER BY created_at DESC LIMIT p_per_page OFFSET (p_page - 1) * p_per_page;
END;
$$;

-- yes: pagination | maybe:
CREATE FUNCTION older_messages(p_room bigint, p_before bigint, p_count integer) RETURNS SETOF message LANGUAGE sql AS $$
  SELECT * FROM message WHERE room_id = p_room AND message_id < p_before ORDER BY message_id DESC LIMIT p_count;
$$;

-- yes: pagination | maybe:
CREATE FUNCTION items_from(p_start integer, p_rows integer) RETURNS SETOF item LANGUAGE sql AS $$
  SELECT * FROM item ORDER BY item_id OFFSET p_start ROWS FETCH NEXT p_rows ROWS ONLY;
$$;

-- yes: pagination | maybe:
CREATE FUNCTION feed(p_user bigint, p_cursor timestamptz, p_n integer) RETURNS SETOF feed_item LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY SELECT * FROM feed_item WHERE user_id = p_user AND happened < coalesce(p_cursor, 'infinity') ORDER BY happened DESC LIMIT p_n;
END;
$$;

-- yes: | maybe: dynamic_sql, pagination
CREATE FUNCTION find_books(p_words text, p_skip integer, p_take integer) RETURNS SETOF book LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE 'SELECT * FROM book WHERE title ILIKE $1 ORDER BY title OFFSET $2 LIMIT $3' USING p_words, p_skip, p_take;
END;
$$;

-- yes: pagination | maybe:
CREATE FUNCTION next_names(p_name text, p_id bigint, p_n integer) RETURNS SETOF person LANGUAGE sql AS $$
  SELECT * FROM person WHERE (name, id) > (p_name, p_id) ORDER BY name, id LIMIT p_n;
$$;

-- yes: pagination | maybe:
CREATE FUNCTION window_of_rows(p_first integer, p_last integer) RETURNS SETOF text LANGUAGE sql AS $$
  SELECT name FROM (SELECT name, row_number() OVER (ORDER BY name) AS n FROM person) x WHERE n BETWEEN p_first AND p_last;
$$;

-- yes: | maybe:
CREATE FUNCTION newest(p_n integer) RETURNS SETOF post LANGUAGE sql AS $$
  SELECT * FROM post ORDER BY created_at DESC LIMIT p_n;
$$;

-- yes: | maybe:
CREATE FUNCTION newest_one() RETURNS post LANGUAGE sql AS $$
  SELECT * FROM post ORDER BY created_at DESC LIMIT 1;
$$;

-- yes: | maybe:
CREATE FUNCTION cheapest(p_item bigint) RETURNS numeric LANGUAGE sql AS $$
  SELECT price FROM offer WHERE item_id = p_item ORDER BY price LIMIT 1;
$$;
