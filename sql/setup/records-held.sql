-- Landed records that had to leave the streaming view while they were inside the window: empty, unless a warehouse refuses
-- to delete from the streaming view by a condition (see sql/retention/hold-window.sql). Columns are the streaming view's.
CREATE TABLE public.sensor_records_held (
  approximate_arrival_timestamp TIMESTAMP NOT NULL,
  refresh_time TIMESTAMP,
  partition_key VARCHAR(256),
  shard_id CHAR(20),
  sequence_number VARCHAR(128),
  kinesis_data VARBYTE(16777216),
  payload SUPER
)
DISTSTYLE EVEN
SORTKEY (approximate_arrival_timestamp);
