-- The thresholds of every sensor without a row of its own, as the stage has them. Rows of single sensors stay.
DELETE FROM public.sensor_thresholds WHERE sensor_id IS NULL;

INSERT INTO public.sensor_thresholds (
  sensor_id,
  high_above,
  low_below,
  plausible_from,
  plausible_to,
  hysteresis,
  hold_seconds,
  silent_seconds,
  stuck_readings,
  stuck_seconds
)
VALUES (
  NULL,
  :'temperature_high'::DECIMAL(6, 1),
  :'temperature_low'::DECIMAL(6, 1),
  :'plausible_from'::DECIMAL(6, 1),
  :'plausible_to'::DECIMAL(6, 1),
  :'hysteresis'::DECIMAL(6, 1),
  :'hold_seconds'::INTEGER,
  :'silent_seconds'::INTEGER,
  :'stuck_readings'::INTEGER,
  :'stuck_seconds'::INTEGER
);
