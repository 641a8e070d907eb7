-- The readings of the last 24 hours, typed, one row an event_id. is_valid_record is false for a reading that can be
-- used but has a fault, and quality_reason names each; what can't be used is in sensor_data_quarantine.
-- Thresholds are the rows of sensor_thresholds: a sensor's own, else the default row's. Aggregated, so that a second
-- row for a sensor doubles no reading and a missing default row hides none: Redshift enforces no key.
CREATE OR REPLACE VIEW public.sensor_data_stream AS
WITH own AS (
  SELECT
    sensor_id,
    MIN(high_above) AS high_above,
    MAX(low_below) AS low_below,
    MIN(plausible_from) AS plausible_from,
    MAX(plausible_to) AS plausible_to
  FROM public.sensor_thresholds
  WHERE sensor_id IS NOT NULL
  GROUP BY sensor_id
),
standard AS (
  SELECT
    MIN(high_above) AS high_above,
    MAX(low_below) AS low_below,
    MIN(plausible_from) AS plausible_from,
    MAX(plausible_to) AS plausible_to
  FROM public.sensor_thresholds
  WHERE sensor_id IS NULL
),
compared AS (
  SELECT
    reading.event_id,
    reading.sensor_id,
    reading.current_temperature,
    reading.status,
    reading.event_time,
    reading.created_date,
    reading.arrival_hour,
    reading.encoding,
    reading.approximate_arrival_timestamp,
    reading.refresh_time,
    reading.partition_key,
    reading.shard_id,
    reading.sequence_number,
    COALESCE(own.high_above, standard.high_above) AS high_above,
    COALESCE(own.low_below, standard.low_below) AS low_below,
    COALESCE(own.plausible_from, standard.plausible_from) AS plausible_from,
    COALESCE(own.plausible_to, standard.plausible_to) AS plausible_to
  FROM public.sensor_record_state AS reading
  CROSS JOIN standard
  LEFT JOIN own ON own.sensor_id = reading.sensor_id
  WHERE reading.record_state = 'visible'
),
examined AS (
  SELECT
    compared.*,
    CASE WHEN event_id IS NULL THEN 'no event_id; ' ELSE '' END
    || CASE
      WHEN status IS NULL THEN 'no status; '
      WHEN status NOT IN ('ACTIVE', 'INACTIVE', 'MAINTENANCE', 'ERROR', 'CALIBRATING') THEN 'unknown status; '
      ELSE ''
    END
    || CASE
      WHEN event_time IS NULL THEN 'no event_time in UTC; '
      WHEN event_time > DATEADD(minute, 5, approximate_arrival_timestamp) THEN 'event_time after arrival; '
      ELSE ''
    END
    || CASE WHEN created_date IS NULL THEN 'no created_date; ' ELSE '' END
    || CASE
      WHEN current_temperature < plausible_from OR current_temperature > plausible_to THEN 'implausible temperature; '
      ELSE ''
    END AS faults
  FROM compared
)
SELECT
  event_id,
  sensor_id,
  current_temperature,
  status,
  event_time,
  created_date,
  CASE
    WHEN current_temperature > high_above THEN 'HIGH'
    WHEN current_temperature < low_below THEN 'LOW'
    ELSE 'NORMAL'
  END AS temperature_category,
  arrival_hour,
  faults = '' AS is_valid_record,
  NULLIF(RTRIM(faults, '; '), '') AS quality_reason,
  encoding,
  approximate_arrival_timestamp,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number
FROM examined;

-- In the view's own transaction: SVV_TABLES shows it to everyone as soon as it is there, and the alerts, which look for it
-- there, may then read all that they need. https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLES.html
GRANT SELECT ON public.sensor_landed_records, public.sensor_record_state, public.sensor_data_stream TO ROLE pipeline_reader;
