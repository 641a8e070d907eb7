-- First in the transaction of a retention: a second one waits here until the first has ended. A transaction's snapshot is
-- taken by its first query and not by LOCK, so the second sees what the first has left.
-- https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html and r_LOCK.html
-- Locked is the table that no view reads, so that queries go on.
LOCK TABLE public.sensor_records_archive;
