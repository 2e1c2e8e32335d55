"""All families of statements, and the statements that cannot run yet."""

from runner.statements import (
    archives,
    arrays,
    calls,
    cloud_s3,
    control,
    database,
    database_bulk,
    database_queries,
    database_transactions,
    debug,
    expectations,
    expected_failures,
    external_databases,
    functions,
    http,
    lambdas,
    mail,
    math,
    objects,
    redis,
    security,
    security_keys,
    security_tokens,
    storage,
    streams,
    templates,
    text,
    utilities,
)

FAMILIES = (
    control.family,
    archives.family,
    arrays.family,
    calls.family,
    cloud_s3.family,
    database.family,
    database_bulk.family,
    database_queries.family,
    database_transactions.family,
    debug.family,
    expectations.family,
    expected_failures.family,
    external_databases.family,
    functions.family,
    http.family,
    lambdas.family,
    mail.family,
    math.family,
    objects.family,
    redis.family,
    security.family,
    security_keys.family,
    security_tokens.family,
    storage.family,
    streams.family,
    templates.family,
    text.family,
    utilities.family,
)

# Statements of XanoScript that parse, and fail with a sentence where they are reached.
UNSUPPORTED = frozenset(
    """
    action.call ai.agent.run ai.external.mcp.server_details ai.external.mcp.tool.list
    ai.external.mcp.tool.run api.realtime_event cloud.algolia.request
    cloud.aws.opensearch.document cloud.aws.opensearch.query cloud.aws.opensearch.request
    cloud.azure.storage.delete_file cloud.azure.storage.get_file_info
    cloud.azure.storage.list_directory cloud.azure.storage.read_file cloud.azure.storage.sign_url
    cloud.azure.storage.upload_file cloud.elasticsearch.document cloud.elasticsearch.query
    cloud.elasticsearch.request cloud.google.storage.delete_file cloud.google.storage.get_file_info
    cloud.google.storage.list_directory cloud.google.storage.read_file cloud.google.storage.sign_url
    cloud.google.storage.upload_file  
    db.external.mssql.direct_query
    db.external.oracle.direct_query
    db.external.snowflake.direct_query
    db.update middleware.call realtime.publish
    trigger.call
    """.split()
)
