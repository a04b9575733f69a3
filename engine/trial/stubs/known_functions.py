"""What common functions of PostgreSQL return and take, as far as that shows the type of a column."""

RETURNS = {
    **dict.fromkeys(("count", "nextval", "currval", "lastval", "row_number", "rank", "dense_rank"), "bigint"),
    **dict.fromkeys(("now", "clock_timestamp", "statement_timestamp", "date_trunc", "to_timestamp"),
                    "timestamp with time zone"),
    **dict.fromkeys(("lower", "upper", "trim", "btrim", "ltrim", "rtrim", "to_char", "md5", "concat", "concat_ws",
                     "format", "string_agg", "replace", "regexp_replace", "substring", "substr", "split_part", "left",
                     "right", "lpad", "rpad", "initcap", "quote_ident", "quote_literal", "quote_nullable", "chr",
                     "current_setting", "set_config", "repeat", "reverse", "encode", "translate"), "text"),
    **dict.fromkeys(("length", "char_length", "array_length", "position", "strpos", "octet_length", "array_upper",
                     "cardinality", "ascii"), "integer"),
    **dict.fromkeys(("jsonb_build_object", "jsonb_build_array", "to_jsonb", "jsonb_agg", "jsonb_set",
                     "jsonb_object_agg", "jsonb_strip_nulls"), "jsonb"),
    **dict.fromkeys(("json_build_object", "json_build_array", "to_json", "row_to_json", "json_agg",
                     "json_object_agg"), "json"),
    **dict.fromkeys(("round", "ceil", "ceiling", "floor", "avg", "abs", "date_part", "extract", "to_number"),
                    "numeric"),
    **dict.fromkeys(("gen_random_uuid", "uuid_generate_v4", "uuid_generate_v1"), "uuid"),
    **dict.fromkeys(("bool_or", "bool_and", "every", "starts_with"), "boolean"),
    "random": "double precision", "to_date": "date", "age": "interval", "make_interval": "interval",
}  # fmt: skip
TAKES = {
    **dict.fromkeys(("lower", "upper", "trim", "btrim", "ltrim", "rtrim", "string_agg", "replace", "regexp_replace",
                     "substring", "substr", "split_part", "left", "right", "lpad", "rpad", "initcap", "length",
                     "char_length", "strpos", "regexp_matches", "regexp_split_to_table", "regexp_split_to_array",
                     "starts_with", "translate"), "text"),
    **dict.fromkeys(("sum", "avg", "round", "ceil", "ceiling", "floor", "abs"), "numeric"),
    **dict.fromkeys(("bool_or", "bool_and", "every"), "boolean"),
    **dict.fromkeys(("jsonb_array_elements", "jsonb_array_elements_text", "jsonb_each", "jsonb_each_text",
                     "jsonb_object_keys", "jsonb_array_length", "jsonb_set", "jsonb_typeof"), "jsonb"),
    **dict.fromkeys(("json_array_elements", "json_array_elements_text", "json_each", "json_each_text"), "json"),
}  # fmt: skip
# The type is that of the first argument.
SAME = frozenset({"max", "min", "sum", "first_value", "last_value", "lag", "lead"})
SEQUENCES = frozenset({"nextval", "currval", "setval"})
_BY_NAME = (
    (("id", "_id", "pk", "_pk", "oid"), "integer"),
    (("uuid", "guid"), "uuid"),
    (("_at", "_on", "time", "timestamp", "_ts", "modified", "created", "updated"), "timestamp with time zone"),
    (("date",), "date"),
    (("count", "qty", "quantity", "position", "number", "_no", "_num", "level", "version", "year", "size"), "integer"),
    (("amount", "price", "total", "balance", "cost", "rate", "sum"), "numeric"),
)
_FIRST_WORDS = {"is_": "boolean", "has_": "boolean", "can_": "boolean", "num_": "integer", "n_": "integer"}


def type_by_name(column: str) -> str:
    """Return the usual type of a column with this name; text where the name suggests nothing."""
    name = column.lower()
    for first, type_name in _FIRST_WORDS.items():
        if name.startswith(first):
            return type_name
    return next((type_name for ends, type_name in _BY_NAME if name.endswith(ends)), "text")


BUILT_IN = frozenset({
    "bigint", "bigserial", "bit", "bool", "boolean", "box", "bytea", "char", "character", "cidr", "circle", "date",
    "float", "float4", "float8", "inet", "int", "int2", "int4", "int8", "integer", "interval", "json", "jsonb", "line",
    "macaddr", "money", "name", "numeric", "decimal", "oid", "path", "point", "polygon", "real", "refcursor",
    "regclass", "regproc", "regtype", "serial", "smallint", "text", "time", "timestamp", "timestamptz", "timetz",
    "tsquery", "tsvector", "uuid", "varbit", "varchar", "void", "xml", "record", "trigger", "anyelement", "anyarray",
})  # fmt: skip
