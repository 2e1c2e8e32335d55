"""All families of statements, and the statements that cannot run yet."""

from runner.statements import (
    archives,
    arrays,
    control,
    database,
    database_queries,
    debug,
    expectations,
    expected_failures,
    functions,
    http,
    lambdas,
    math,
    objects,
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
    database.family,
    database_queries.family,
    debug.family,
    expectations.family,
    expected_failures.family,
    functions.family,
    http.family,
    lambdas.family,
    math.family,
    objects.family,
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
    action.call addon.call ai.agent.run ai.external.mcp.server_details ai.external.mcp.tool.list
    ai.external.mcp.tool.run api.call api.realtime_event cloud.algolia.request
    cloud.aws.opensearch.document cloud.aws.opensearch.query cloud.aws.opensearch.request
    cloud.aws.s3.delete_file cloud.aws.s3.get_file_info cloud.aws.s3.list_directory
    cloud.aws.s3.read_file cloud.aws.s3.sign_url cloud.aws.s3.upload_file
    cloud.azure.storage.delete_file cloud.azure.storage.get_file_info
    cloud.azure.storage.list_directory cloud.azure.storage.read_file cloud.azure.storage.sign_url
    cloud.azure.storage.upload_file cloud.elasticsearch.document cloud.elasticsearch.query
    cloud.elasticsearch.request cloud.google.storage.delete_file cloud.google.storage.get_file_info
    cloud.google.storage.list_directory cloud.google.storage.read_file cloud.google.storage.sign_url
    cloud.google.storage.upload_file  db.add_or_edit db.bulk.add db.bulk.delete db.bulk.patch
    db.bulk.update db.del db.direct_query db.edit db.external.mssql.direct_query
    db.external.mysql.direct_query db.external.oracle.direct_query db.external.postgres.direct_query
    db.external.snowflake.direct_query  db.has db.increment db.patch  db.schema
    db.set_datasource db.transaction db.truncate db.update middleware.call realtime.publish
    redis.count redis.decr redis.del redis.get redis.has redis.incr redis.keys redis.pop redis.push
    redis.range redis.ratelimit redis.remove redis.set redis.shift redis.unshift
    task.call tool.call trigger.call
    util.send_email
    """.split()
)
