-- Everything one alert evaluation has to know of the records, in one row. The window is counted back from now by arrival.
-- watermark: arrival of the newest record that landed, NULL in an empty view: what all the counts are worth.
-- last_landing: beginning of the last refresh that landed a record.
-- undecodable_records: neither text nor in an encoding that the views decode.
-- sensors_high and the others: by sensor_states, which looks back 24 hours; in_error is by the newest reading in the window.
-- latency_seconds: 95 of 100 readings landed sooner after they were measured; NULL without any.
WITH landed AS (
  SELECT
    MAX(approximate_arrival_timestamp) AS watermark,
    MAX(refresh_time) AS last_landing
  FROM public.sensor_landed_records
),
records AS (
  SELECT
    COUNT(*) AS records_landed,
    COUNT(CASE WHEN record_state = 'visible' THEN 1 END) AS records_visible,
    COUNT(CASE WHEN record_state = 'duplicate' THEN 1 END) AS duplicate_records,
    COUNT(CASE WHEN record_state = 'quarantined' THEN 1 END) AS records_quarantined,
    COUNT(CASE WHEN encoding IN ('kpl', 'gzip', 'long', 'binary') THEN 1 END) AS undecodable_records
  FROM public.sensor_record_state
  WHERE approximate_arrival_timestamp >= DATEADD(second, -CAST(:'window_seconds' AS INTEGER), GETDATE())
),
readings AS (
  SELECT
    COUNT(CASE WHEN temperature_category = 'HIGH' THEN 1 END) AS high_temperature_readings,
    COUNT(CASE WHEN temperature_category = 'LOW' THEN 1 END) AS low_temperature_readings,
    PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY DATEDIFF(second, event_time, refresh_time)) AS latency_seconds
  FROM public.sensor_data_stream
  WHERE approximate_arrival_timestamp >= DATEADD(second, -CAST(:'window_seconds' AS INTEGER), GETDATE())
),
sensors AS (
  SELECT
    COUNT(CASE WHEN is_high THEN 1 END) AS sensors_high,
    COUNT(CASE WHEN is_low THEN 1 END) AS sensors_low,
    COUNT(CASE WHEN is_silent THEN 1 END) AS sensors_silent,
    COUNT(CASE WHEN is_stuck THEN 1 END) AS sensors_stuck,
    COUNT(
      CASE
        WHEN status = 'ERROR' AND last_arrival >= DATEADD(second, -CAST(:'window_seconds' AS INTEGER), GETDATE()) THEN 1
      END
    ) AS sensors_in_error
  FROM public.sensor_states
)
SELECT
  GETDATE() AS evaluated_at,
  landed.watermark,
  landed.last_landing,
  records.records_landed,
  records.records_visible,
  records.duplicate_records,
  records.records_quarantined,
  records.undecodable_records,
  readings.high_temperature_readings,
  readings.low_temperature_readings,
  readings.latency_seconds,
  sensors.sensors_high,
  sensors.sensors_low,
  sensors.sensors_silent,
  sensors.sensors_stuck,
  sensors.sensors_in_error
FROM landed
CROSS JOIN records
CROSS JOIN readings
CROSS JOIN sensors;
