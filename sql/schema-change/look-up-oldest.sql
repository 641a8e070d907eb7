-- From when on does the new streaming view keep what it has read again? From the oldest record that is landed now: what is
-- older has left by retention, which a stream that keeps records for longer would bring back. Where nothing is landed,
-- from when the stage keeps records. Arrival times are UTC, as GETDATE() is; the text is as precise as they are.
SELECT
  TO_CHAR(
    COALESCE(MIN(approximate_arrival_timestamp), DATEADD(second, -CAST(:'keep_seconds' AS INTEGER), GETDATE())),
    'YYYY-MM-DD HH24:MI:SS.US'
  ) AS cutoff
FROM public.sensor_landed_records;
