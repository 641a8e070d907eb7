-- The archive stays and the role that may read it goes: a role that holds rights on an object can't be dropped.
REVOKE SELECT ON public.sensor_records_archive FROM ROLE pipeline_reader;
