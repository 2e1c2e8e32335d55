"""What filters refuse: the types of values that a filter fails on, whichever its arguments are."""

from __future__ import annotations

from runner.values.kinds import BOOL, FLOAT, INT, LIST, OBJECT, TEXT

HOLDERS = LIST | OBJECT
SCALARS = BOOL | INT | FLOAT | TEXT
TEXT_FILTERS = """
    addslashes base64_decode base64_decode_urlsafe bindec capitalize csv_decode csv_parse decimal
    ends_with escape hexdec iends_with iindex int istarts_with lower ltrim octdec querystring_parse
    regex_quote replace rtrim split sprintf starts_with strip_html strlen substr text_escape text_unescape
    to_decimal to_int to_lower to_upper trim unaccent upper url_addarg url_decode url_decode_rfc3986
    url_delarg url_getarg url_hasarg url_parse yaml_decode
"""
NUMBER_FILTERS = """
    abs acos acosh add asin asinh atan atanh bitwise_and bitwise_not bitwise_or bitwise_xor ceil cos cosh
    decbin dechex decoct deg2rad div divide even exp floor ln log log10 mod modulus ms_to_secs mul multiply
    number_format odd pow rad2deg round secs_to_ms sin sinh sqrt sub subtract tan tanh
"""
LIST_FILTERS = """
    append array_max array_min avg csv_create diff diff_assoc entries filter_empty filter_empty_array
    filter_empty_object filter_empty_text filter_false filter_null filter_zero flatten index_by
    intersect intersect_assoc join keys merge merge_recursive pick pop prepend product push remove
    set shift sort sum unique unpick unshift values
"""
# Filter -> what it needs, as a message says it, and the types that it refuses; null is never refused.
REFUSED: dict[str, tuple[str, int]] = {
    **dict.fromkeys(TEXT_FILTERS.split(), ("a text", HOLDERS)),
    **dict.fromkeys(NUMBER_FILTERS.split(), ("a number", HOLDERS)),
    **dict.fromkeys(LIST_FILTERS.split(), ("a list or an object", SCALARS)),
    **dict.fromkeys("array_slice count first last reverse slice".split(), ("a list", SCALARS & ~TEXT)),
    **dict.fromkeys("contains icontains index".split(), ("a text or a list", OBJECT)),
}
