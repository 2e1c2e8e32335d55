"""Every filter that Xano's engine has is known here: it runs, or says that it cannot run yet."""

from __future__ import annotations

import pytest

from runner.filters.suggestions import SUGGESTIONS
from runner.language import xanoscript

# The engine's filters of values, by their names alone.
VALUES = """
abs acos acosh add add_ms_to_timestamp add_secs_to_timestamp addslashes append array_max array_min
asin asinh atan atanh avg base64_decode base64_decode_urlsafe base64_encode base64_encode_urlsafe
base_convert bin2hex bindec bitwise_and bitwise_not bitwise_or bitwise_xor capitalize ceil concat
contains convert_encoding cos cosh count create_object create_object_from_entries create_uid
csv_create csv_decode csv_encode csv_parse decbin dechex decoct decrypt deg2rad detect_encoding diff
diff_assoc divide encrypt ends_with entries equals escape even every exp fill fill_keys filter
filter_empty filter_empty_array filter_empty_object filter_empty_text filter_false filter_null
filter_zero find findIndex first first_notempty first_notnull flatten floor format_timestamp
from_utf8 get greater_than greater_than_or_equal has hex2bin hexdec hmac_md5 hmac_sha1 hmac_sha256
hmac_sha384 hmac_sha512 icontains iends_with iindex in index index_by intersect intersect_assoc
is_array is_bool is_decimal is_empty is_int is_null is_object is_text is_uuid istarts_with join
json_decode json_encode jwe_decode jwe_encode jws_decode jws_encode keys lambda lambda_every
lambda_filter lambda_find lambda_findIndex lambda_map lambda_reduce lambda_some last less_than
less_than_or_equal list_encodings ln log log10 ltrim map max md5 merge merge_recursive min modulus
ms_to_secs multiply not not_equals number_format octdec odd parse_timestamp pick pop pow prepend
product push querystring_parse rad2deg range reduce regex_get_all_matches regex_get_first_match
regex_matches regex_quote regex_replace remove replace reverse round rtrim safe_array secs_to_ms
secureid_decode secureid_encode set set_conditional set_ifnotempty set_ifnotnull sha1 sha256 sha384
sha512 shift shuffle sin sinh slice some sort split sprintf sql_alias sql_esc sqrt starts_with
strip_html strlen substr subtract sum tan tanh text_escape text_unescape timestamp_day_of_month
timestamp_day_of_week timestamp_day_of_year timestamp_hour timestamp_minute timestamp_month
timestamp_week timestamp_year to_bool to_days to_decimal to_expr to_hours to_int to_lower to_minutes
to_ms to_seconds to_text to_timestamp to_upper to_utf8 transform transform_timestamp trim unaccent
unique unpick unset unshift url_addarg url_decode url_decode_rfc3986 url_delarg url_encode
url_encode_rfc3986 url_getarg url_hasarg url_parse uuid values xml_decode yaml_decode yaml_encode
""".split()

# Those that only a query of the database has.
QUERIES = """
between coalesce cosine_distance cosine_similarity covers distance div includes inner_product
l1_distance_manhattan l2_distance_euclidean length mul negative_inner_product overlaps search_rank
sub timestamp_add_days timestamp_add_hours timestamp_add_minutes timestamp_add_months
timestamp_add_seconds timestamp_add_years timestamp_epoch_day timestamp_epoch_hour
timestamp_epoch_minute timestamp_epoch_sec timestamp_subtract_days timestamp_subtract_hours
timestamp_subtract_minutes timestamp_subtract_months timestamp_subtract_seconds
timestamp_subtract_years within
""".split()


@pytest.mark.parametrize("name", VALUES)
def test_a_filter_of_values(name):
    language = xanoscript()
    assert (name in language.filters) is not (name in language.unsupported_filters)


@pytest.mark.parametrize(("name", "ours"), [("hex_encode", "bin2hex"), ("hex_decode", "hex2bin")])
def test_the_name_that_others_have_for_it(name, ours):
    assert SUGGESTIONS[name] == f"`{ours}`"


@pytest.mark.parametrize("name", QUERIES)
def test_a_filter_of_queries_has_another_in_its_place(name):
    assert name in xanoscript().filters or name in SUGGESTIONS


def test_the_filters_of_queries_are_known():
    language = xanoscript()
    assert set(QUERIES) <= language.query_filters.keys() | language.filters.keys()
    assert not language.query_filters.keys() & (language.filters.keys() | language.unsupported_filters)


def test_what_is_not_supported_is_a_filter_of_xano():
    assert xanoscript().unsupported_filters <= set(VALUES)
