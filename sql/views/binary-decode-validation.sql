-- Each record of the last 24 hours with the encoding that it came in: which decoding option fits this stream?
CREATE OR REPLACE VIEW public.binary_decode_validation AS
SELECT
  CASE encoding
    WHEN 'base64' THEN 'BASE64_SUCCESS'
    WHEN 'json' THEN 'UTF8_SUCCESS'
    WHEN 'hex' THEN 'HEX_SUCCESS'
    ELSE 'DECODE_FAILED'
  END AS decode_method,
  encoding,
  -- Serialised from the parsed document, not from the bytes. JSON_SERIALIZE fails on what no VARCHAR holds, JSON_SIZE on
  -- nothing: https://docs.aws.amazon.com/redshift/latest/dg/r_json_size.html
  LEFT(
    CASE
      WHEN document IS NOT NULL THEN JSON_SERIALIZE(CASE WHEN JSON_SIZE(document) <= 65535 THEN document END)
      ELSE record_text
    END,
    100
  ) AS decoded_preview,
  data_length AS binary_data_length,
  FROM_VARBYTE(SUBSTRING(kinesis_data, 1, 50), 'hex') AS binary_preview,
  approximate_arrival_timestamp,
  shard_id,
  sequence_number
FROM public.sensor_data_optimized_decode;
