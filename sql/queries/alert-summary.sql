-- Everything one alert evaluation has to know, in one row. The window is counted back from now by arrival.
-- watermark: arrival of the newest record that landed, NULL in an empty view: what all the counts are worth.
-- sensors_in_error: sensors whose newest reading says ERROR; a sensor's readings are in one shard, so that its newest
-- one is the last by arrival, and by its own time and place in the shard where arrivals are equal.
WITH landed AS (
  SELECT MAX(approximate_arrival_timestamp) AS watermark
  FROM public.sensor_landed_records
),
records AS (
  SELECT
    COUNT(*) AS records_landed,
    COUNT(CASE WHEN record_state = 'visible' THEN 1 END) AS records_visible,
    COUNT(CASE WHEN record_state = 'duplicate' THEN 1 END) AS duplicate_records,
    COUNT(CASE WHEN record_state = 'quarantined' THEN 1 END) AS records_quarantined
  FROM public.sensor_record_state
  WHERE approximate_arrival_timestamp >= DATEADD(second, -CAST(:'window_seconds' AS INTEGER), GETDATE())
),
readings AS (
  SELECT
    status,
    temperature_category,
    ROW_NUMBER() OVER (
      PARTITION BY sensor_id
      ORDER BY
        approximate_arrival_timestamp DESC,
        event_time DESC NULLS LAST,
        LEN(sequence_number) DESC,
        sequence_number DESC
    ) AS age_rank
  FROM public.sensor_data_stream
  WHERE approximate_arrival_timestamp >= DATEADD(second, -CAST(:'window_seconds' AS INTEGER), GETDATE())
),
sensors AS (
  SELECT
    COUNT(CASE WHEN temperature_category = 'HIGH' THEN 1 END) AS high_temperature_readings,
    COUNT(CASE WHEN temperature_category = 'LOW' THEN 1 END) AS low_temperature_readings,
    COUNT(CASE WHEN age_rank = 1 AND status = 'ERROR' THEN 1 END) AS sensors_in_error
  FROM readings
)
SELECT
  GETDATE() AS evaluated_at,
  landed.watermark,
  records.records_landed,
  records.records_visible,
  records.duplicate_records,
  records.records_quarantined,
  sensors.high_temperature_readings,
  sensors.low_temperature_readings,
  sensors.sensors_in_error
FROM landed
CROSS JOIN records
CROSS JOIN sensors;
