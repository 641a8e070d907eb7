-- Which sensors are high, low, stuck, silent or in error, since when, and by which thresholds?
SELECT
  sensor_id,
  CASE
    WHEN is_silent THEN 'silent'
    WHEN is_high THEN 'high'
    WHEN is_low THEN 'low'
    WHEN is_stuck THEN 'stuck'
    WHEN status = 'ERROR' THEN 'error'
  END AS sensor_state,
  current_temperature,
  status,
  last_arrival,
  COALESCE(high_since, low_since, CASE WHEN is_stuck THEN equal_since END) AS since,
  equal_readings,
  low_below,
  high_above,
  hysteresis
FROM public.sensor_states
WHERE is_silent
  OR is_high
  OR is_low
  OR is_stuck
  OR status = 'ERROR'
ORDER BY sensor_id;
