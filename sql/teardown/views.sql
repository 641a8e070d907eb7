-- The plain views, those that read others first.
DROP VIEW IF EXISTS public.sensor_states;

DROP VIEW IF EXISTS public.sensor_data_quarantine;

DROP VIEW IF EXISTS public.sensor_data_stream;

DROP VIEW IF EXISTS public.sensor_record_state;

DROP VIEW IF EXISTS public.binary_decode_validation;

DROP VIEW IF EXISTS public.sensor_data_hex_decoded;

DROP VIEW IF EXISTS public.sensor_data_utf8_decoded;

DROP VIEW IF EXISTS public.sensor_data_base64_decoded;

DROP VIEW IF EXISTS public.sensor_data_optimized_decode;

DROP VIEW IF EXISTS public.sensor_landed_records;
