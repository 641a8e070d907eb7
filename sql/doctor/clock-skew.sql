-- By how much do the sensors' own times differ from arrival, in the last hour? Sensors ahead by more than five minutes,
-- which a way through a network can't explain, or behind by more than an hour.
WITH readings AS (
  SELECT
    sensor_id,
    DATEDIFF(second, approximate_arrival_timestamp, event_time) AS seconds_ahead
  FROM public.sensor_data_stream
  WHERE approximate_arrival_timestamp >= DATEADD(hour, -1, GETDATE())
    AND event_time IS NOT NULL
)
SELECT
  sensor_id,
  COUNT(*) AS record_count,
  COUNT(CASE WHEN seconds_ahead > 300 THEN 1 END) AS ahead_count,
  COUNT(CASE WHEN seconds_ahead < -3600 THEN 1 END) AS behind_count,
  MAX(seconds_ahead) AS most_ahead,
  MIN(seconds_ahead) AS least_ahead
FROM readings
GROUP BY sensor_id
HAVING MAX(seconds_ahead) > 300 OR MIN(seconds_ahead) < -3600
ORDER BY sensor_id
LIMIT 1000;
