-- How did the last refresh of each materialized view go, and when did one last succeed?
-- https://docs.aws.amazon.com/redshift/latest/dg/SYS_MV_REFRESH_HISTORY.html (its CHAR columns are blank-padded)
WITH refreshes AS (
  SELECT
    TRIM(schema_name) AS schema_name,
    TRIM(mv_name) AS view_name,
    TRIM(refresh_type) AS refresh_type,
    TRIM(status) AS status,
    end_time,
    ROW_NUMBER() OVER (PARTITION BY schema_name, mv_name ORDER BY start_time DESC, transaction_id DESC) AS age_rank,
    MAX(
      CASE
        WHEN status LIKE 'Refresh successfully%' OR status LIKE 'Refresh partially%' OR status LIKE 'MV was already updated%'
          THEN end_time
      END
    ) OVER (PARTITION BY schema_name, mv_name) AS last_success
  FROM sys_mv_refresh_history
)
SELECT
  schema_name,
  view_name,
  refresh_type,
  status,
  DATEDIFF(second, last_success, GETDATE()) AS seconds_since_success
FROM refreshes
WHERE age_rank = 1
ORDER BY schema_name, view_name;
