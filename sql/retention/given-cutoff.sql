-- A cutoff that somebody has given, in the warehouse's own words: what is no time is refused here, before anything is done.
SELECT
  TO_CHAR(CAST(:'cutoff' AS TIMESTAMP), 'YYYY-MM-DD HH24:MI:SS') AS cutoff;
