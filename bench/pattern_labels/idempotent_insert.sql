-- yes: idempotent_insert | maybe:
CREATE FUNCTION saw(p_word text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO seen_word (word) VALUES (p_word) ON CONFLICT DO NOTHING;
$$;

-- yes: idempotent_insert | maybe:
CREATE FUNCTION add_member(p_club bigint, p_person bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO club_member (club_id, person_id) SELECT p_club, p_person WHERE NOT EXISTS (SELECT 1 FROM club_member WHERE club_id = p_club AND person_id = p_person);
$$;

-- yes: idempotent_insert | maybe:
CREATE FUNCTION ensure_unit(p_code text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM measure_unit WHERE code = p_code) THEN
    INSERT INTO measure_unit (code) VALUES (p_code);
  END IF;
END;
$$;

-- yes: idempotent_insert | maybe:
CREATE FUNCTION follow(p_who bigint, p_whom bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO follower (who, whom) VALUES (p_who, p_whom);
  EXCEPTION WHEN unique_violation THEN
    NULL;
END;
$$;

-- yes: idempotent_insert | maybe:
CREATE FUNCTION mark_read(p_user bigint, p_post bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM read_mark WHERE user_id = p_user AND post_id = p_post;
  IF NOT FOUND THEN
    INSERT INTO read_mark (user_id, post_id) VALUES (p_user, p_post);
  END IF;
END;
$$;

-- yes: idempotent_insert | maybe:
CREATE FUNCTION import_countries() RETURNS void LANGUAGE sql AS $$
  INSERT INTO country (iso, name) SELECT s.iso, s.name FROM country_stage s LEFT JOIN country c ON c.iso = s.iso WHERE c.iso IS NULL;
$$;

-- yes: idempotent_insert | maybe: derived_copy
CREATE FUNCTION ensure_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO calendar_day (day) VALUES (NEW.day) ON CONFLICT (day) DO NOTHING;
  RETURN NEW;
END;
$$;

-- yes: idempotent_insert | maybe:
CREATE FUNCTION like_post(p_user bigint, p_post bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO post_like (user_id, post_id) VALUES (p_user, p_post) ON CONFLICT (user_id, post_id) DO NOTHING;
  RETURN FOUND;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION make_type() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
    CREATE TYPE mood AS ENUM ('good', 'bad');
  END IF;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION like_again(p_user bigint, p_post bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO post_like (user_id, post_id) VALUES (p_user, p_post);
$$;

-- yes: | maybe:
CREATE FUNCTION require_unit(p_code text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM measure_unit WHERE code = p_code) THEN
    RAISE EXCEPTION 'no unit %', p_code;
  END IF;
END;
$$;
