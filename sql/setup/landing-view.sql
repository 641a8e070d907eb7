-- The one streaming view: every record as it landed. Nothing in it can fail on a bad record, because one failing
-- expression stops every later refresh until the view is dropped and made again.
-- https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html
--   * One streaming view a stream is advised: each is a consumer of its own of every shard.
--   * Joins, and whatever can't be kept up incrementally, are refused: so no time window here, because GETDATE() is
--     mutable (and AUTO REFRESH refuses mutable functions), and no CTE or subquery. Typing, decoding, the window and
--     de-duplication are plain views over this one.
--     https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh-sql-command.html
--   * payload is NULL where the bytes are not JSON. CAN_JSON_PARSE is true exactly where JSON_PARSE succeeds.
--     https://docs.aws.amazon.com/redshift/latest/dg/CAN_JSON_PARSE.html
--   * The clauses stand in the only order that CREATE MATERIALIZED VIEW accepts; SUPER can't be a sort key.
--     https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html
--   * The stream's name is lower case: a quoted identifier folds to lower case as well, unless a setting that auto
--     refresh does not see in a session says otherwise. https://docs.aws.amazon.com/redshift/latest/dg/r_names.html
--   * It can be neither renamed nor altered, so it has one of two names in turn: sensor_records, and the other while and
--     after a schema change has made it anew beside the first (sql/schema-change). Both have the same text but for the name.
-- Auto refresh is off here and set in refresh-mode.sql, after the first refresh, so that the two don't meet.
CREATE MATERIALIZED VIEW public.:"landing_view"
DISTSTYLE EVEN
SORTKEY (approximate_arrival_timestamp)
AUTO REFRESH NO
AS
SELECT
  approximate_arrival_timestamp,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  kinesis_data,
  CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END AS payload
FROM kinesis_schema.:"stream_name";
