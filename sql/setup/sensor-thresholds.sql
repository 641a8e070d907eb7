-- When a temperature is HIGH or LOW, and what a sensor can measure at all: data, so that changing it needs no view.
-- The row with sensor_id NULL stands for every sensor without a row of its own; set-up writes it from the stage's
-- settings. A NULL in a sensor's own row means the default row's value.
CREATE TABLE public.sensor_thresholds (
  sensor_id INTEGER,
  high_above DECIMAL(6, 1),
  low_below DECIMAL(6, 1),
  plausible_from DECIMAL(6, 1),
  plausible_to DECIMAL(6, 1)
)
DISTSTYLE ALL;
