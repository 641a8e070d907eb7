-- When was each reading that came in since then where? For `pipeline bench`.
SELECT
  event_id,
  event_time,
  approximate_arrival_timestamp,
  refresh_time
FROM public.sensor_data_stream
WHERE approximate_arrival_timestamp >= :'since'::timestamp;
