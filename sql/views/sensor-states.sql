-- The state of every sensor that sent in the last 24 hours, one row each: high, low, stuck, silent, or none of these.
-- Computed from the readings alone, with no memory, so asking twice gives the same answer:
--   * high begins with a reading above the threshold T and ends with one at or below T - hysteresis; in between a reading
--     changes nothing. So a sensor is high when a reading above T came after the last one at or below T - hysteresis.
--     It counts once it has been so for hold_seconds. Low is the same the other way round.
--   * stuck: the newest readings have all the same temperature, so many of them over so long.
--   * silent: it used to send (five readings) and has not for silent_seconds, while other sensors did. Time is counted by
--     the newest reading of all, not by the clock: when nothing comes in, or nothing was refreshed, nobody falls silent.
--   * What a silent sensor had last says nothing of now: it is silent and none of the others.
-- A sensor's readings are in one shard, so its newest is the last by arrival, and by its own time and place in the shard
-- where arrivals are equal.
CREATE OR REPLACE VIEW public.sensor_states AS
WITH own AS (
  SELECT
    sensor_id,
    MIN(high_above) AS high_above,
    MAX(low_below) AS low_below,
    MAX(hysteresis) AS hysteresis,
    MAX(hold_seconds) AS hold_seconds,
    MAX(silent_seconds) AS silent_seconds,
    MAX(stuck_readings) AS stuck_readings,
    MAX(stuck_seconds) AS stuck_seconds
  FROM public.sensor_thresholds
  WHERE sensor_id IS NOT NULL
  GROUP BY sensor_id
),
standard AS (
  SELECT
    MIN(high_above) AS high_above,
    MAX(low_below) AS low_below,
    MAX(hysteresis) AS hysteresis,
    MAX(hold_seconds) AS hold_seconds,
    MAX(silent_seconds) AS silent_seconds,
    MAX(stuck_readings) AS stuck_readings,
    MAX(stuck_seconds) AS stuck_seconds
  FROM public.sensor_thresholds
  WHERE sensor_id IS NULL
),
ruled AS (
  SELECT
    reading.sensor_id,
    reading.current_temperature,
    reading.status,
    reading.approximate_arrival_timestamp AS arrived_at,
    COALESCE(own.high_above, standard.high_above) AS high_above,
    COALESCE(own.low_below, standard.low_below) AS low_below,
    COALESCE(own.hysteresis, standard.hysteresis, 0) AS hysteresis,
    COALESCE(own.hold_seconds, standard.hold_seconds, 0) AS hold_seconds,
    COALESCE(own.silent_seconds, standard.silent_seconds, 0) AS silent_seconds,
    COALESCE(own.stuck_readings, standard.stuck_readings, 0) AS stuck_after_readings,
    COALESCE(own.stuck_seconds, standard.stuck_seconds, 0) AS stuck_seconds,
    ROW_NUMBER() OVER (
      PARTITION BY reading.sensor_id
      ORDER BY
        reading.approximate_arrival_timestamp DESC,
        reading.event_time DESC NULLS LAST,
        LEN(reading.sequence_number) DESC,
        reading.sequence_number DESC
    ) AS age_rank
  FROM public.sensor_data_stream AS reading
  CROSS JOIN standard
  LEFT JOIN own ON own.sensor_id = reading.sensor_id
),
newest AS (
  SELECT
    ruled.*,
    MAX(CASE WHEN age_rank = 1 THEN current_temperature END) OVER (PARTITION BY sensor_id) AS newest_temperature
  FROM ruled
),
-- The newest reading that ends each state; every reading is newer than none.
ended AS (
  SELECT
    newest.*,
    MIN(CASE WHEN current_temperature <= high_above - hysteresis THEN age_rank END) OVER (PARTITION BY sensor_id) AS high_ended,
    MIN(CASE WHEN current_temperature >= low_below + hysteresis THEN age_rank END) OVER (PARTITION BY sensor_id) AS low_ended,
    MIN(CASE WHEN current_temperature <> newest_temperature THEN age_rank END) OVER (PARTITION BY sensor_id) AS value_ended
  FROM newest
),
sensors AS (
  SELECT
    sensor_id,
    COUNT(*) AS readings,
    MAX(arrived_at) AS last_arrival,
    MAX(newest_temperature) AS current_temperature,
    MAX(CASE WHEN age_rank = 1 THEN status END) AS status,
    MAX(high_above) AS high_above,
    MAX(low_below) AS low_below,
    MAX(hysteresis) AS hysteresis,
    MAX(hold_seconds) AS hold_seconds,
    MAX(silent_seconds) AS silent_seconds,
    MAX(stuck_after_readings) AS stuck_after_readings,
    MAX(stuck_seconds) AS stuck_seconds,
    MIN(CASE WHEN current_temperature > high_above AND (high_ended IS NULL OR age_rank < high_ended) THEN arrived_at END) AS high_since,
    MIN(CASE WHEN current_temperature < low_below AND (low_ended IS NULL OR age_rank < low_ended) THEN arrived_at END) AS low_since,
    COUNT(CASE WHEN value_ended IS NULL OR age_rank < value_ended THEN 1 END) AS equal_readings,
    MIN(CASE WHEN value_ended IS NULL OR age_rank < value_ended THEN arrived_at END) AS equal_since
  FROM ended
  GROUP BY sensor_id
),
timed AS (
  SELECT
    sensors.*,
    silent_seconds > 0
      AND readings >= 5
      AND DATEDIFF(second, last_arrival, MAX(last_arrival) OVER ()) > silent_seconds AS is_silent
  FROM sensors
)
SELECT
  sensor_id,
  NOT is_silent AND high_since IS NOT NULL AND DATEDIFF(second, high_since, last_arrival) >= hold_seconds AS is_high,
  NOT is_silent AND low_since IS NOT NULL AND DATEDIFF(second, low_since, last_arrival) >= hold_seconds AS is_low,
  NOT is_silent
    AND stuck_after_readings > 0
    AND equal_readings >= stuck_after_readings
    AND DATEDIFF(second, equal_since, last_arrival) >= stuck_seconds AS is_stuck,
  is_silent,
  status,
  current_temperature,
  last_arrival,
  high_above,
  low_below,
  hysteresis,
  hold_seconds,
  high_since,
  low_since,
  equal_readings,
  equal_since,
  silent_seconds,
  readings
FROM timed;

-- In the view's own transaction, as with sensor_data_stream: the alerts read it as soon as it is there.
GRANT SELECT ON public.sensor_states TO ROLE pipeline_reader;
