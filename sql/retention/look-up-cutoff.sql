-- Records that arrived before this leave. Asked once: whatever is archived and deleted afterwards goes by its answer, so that
-- no record is between two cutoffs. Arrival times are UTC, as GETDATE() is.
SELECT
  TO_CHAR(DATEADD(second, -CAST(:'keep_seconds' AS INTEGER), GETDATE()), 'YYYY-MM-DD HH24:MI:SS') AS cutoff;
