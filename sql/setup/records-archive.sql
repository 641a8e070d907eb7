-- Records that left the window, where the stage archives them: the streaming view's columns, and nobody's view reads it.
-- IF NOT EXISTS, and no row in pipeline_objects: it is data and stays when everything else is dropped, so that a set-up
-- after a teardown finds it and goes on with it.
CREATE TABLE IF NOT EXISTS public.sensor_records_archive (
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
