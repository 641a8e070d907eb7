-- Records below the cutoff that were held outside of the streaming view.
DELETE FROM public.sensor_records_held
WHERE approximate_arrival_timestamp < CAST(:'cutoff' AS TIMESTAMP);
