-- What would leave the landing view now, what would stay, and how many are archived? One row.
WITH cutoff AS (
  SELECT DATEADD(second, -CAST(:'keep_seconds' AS INTEGER), GETDATE()) AS instant
),
landed AS (
  SELECT
    COUNT(CASE WHEN approximate_arrival_timestamp < cutoff.instant THEN 1 END) AS leaving_records,
    COUNT(CASE WHEN approximate_arrival_timestamp >= cutoff.instant THEN 1 END) AS staying_records,
    MIN(CASE WHEN approximate_arrival_timestamp < cutoff.instant THEN approximate_arrival_timestamp END) AS oldest_leaving,
    MAX(CASE WHEN approximate_arrival_timestamp < cutoff.instant THEN approximate_arrival_timestamp END) AS newest_leaving
  FROM public.sensor_landed_records
  CROSS JOIN cutoff
),
archive AS (
  SELECT COUNT(*) AS archived_records
  FROM public.sensor_records_archive
)
SELECT
  TO_CHAR(cutoff.instant, 'YYYY-MM-DD HH24:MI:SS') AS cutoff,
  landed.leaving_records,
  landed.oldest_leaving,
  landed.newest_leaving,
  landed.staying_records,
  archive.archived_records
FROM cutoff
CROSS JOIN landed
CROSS JOIN archive;
