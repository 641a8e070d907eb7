-- How many readings of each status came in during the last hour, and how warm was it on average?
-- The number behind the comment is what `pipeline query summary --hours` replaces.
-- The temperature is DECIMAL: AVG of an INTEGER would be a BIGINT without its fraction.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_AVG.html
SELECT
  status,
  COUNT(*) AS record_count,
  AVG(current_temperature) AS average_temperature
FROM public.sensor_data_stream
WHERE approximate_arrival_timestamp >= DATEADD(hour, -/* hours */1, GETDATE())
GROUP BY status
ORDER BY record_count DESC, status;
