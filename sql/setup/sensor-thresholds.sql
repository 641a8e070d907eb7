-- When a temperature is HIGH or LOW, what a sensor can measure at all, and when a sensor counts as high, low, silent or
-- stuck: data, so that changing it needs no view. The row with sensor_id NULL stands for every sensor without a row of
-- its own; set-up writes it from the stage's settings. A NULL in a sensor's own row means the default row's value.
-- hysteresis: degrees by which a temperature has to come back before a sensor is no longer high or low.
-- hold_seconds: how long it has to stay beyond the threshold before it counts.
-- silent_seconds: how long the others may send before a sensor that used to send counts as silent; 0 for never.
-- stuck_readings and stuck_seconds: so many equal temperatures over so long are those of a stuck sensor; 0 readings for never.
CREATE TABLE public.sensor_thresholds (
  sensor_id INTEGER,
  high_above DECIMAL(6, 1),
  low_below DECIMAL(6, 1),
  plausible_from DECIMAL(6, 1),
  plausible_to DECIMAL(6, 1),
  hysteresis DECIMAL(6, 1),
  hold_seconds INTEGER,
  silent_seconds INTEGER,
  stuck_readings INTEGER,
  stuck_seconds INTEGER
)
DISTSTYLE ALL;
