-- Rights go to roles only, never to PUBLIC and never to a user. SELECT on a view is enough: what the view reads is
-- read with its owner's rights. https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
GRANT USAGE ON SCHEMA public TO ROLE pipeline_reader;

GRANT USAGE ON SCHEMA public TO ROLE pipeline_monitor;

GRANT SELECT ON
  public.:"landing_view",
  public.sensor_records_held,
  public.sensor_records_archive,
  public.sensor_landed_records,
  public.sensor_thresholds,
  public.sensor_data_optimized_decode,
  public.sensor_data_base64_decoded,
  public.sensor_data_utf8_decoded,
  public.sensor_data_hex_decoded,
  public.binary_decode_validation,
  public.sensor_record_state,
  public.sensor_data_stream,
  public.sensor_data_quarantine,
  public.sensor_states
TO ROLE pipeline_reader;

GRANT SELECT ON public.:"landing_view", public.sensor_landed_records, public.sensor_record_state, public.pipeline_objects TO ROLE pipeline_monitor;
