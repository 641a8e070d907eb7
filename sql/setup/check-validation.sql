-- What the validation view found, by encoding. Always one row, on an empty stream too.
SELECT
  COUNT(*) AS landed,
  COALESCE(SUM(CASE WHEN decode_method = 'UTF8_SUCCESS' THEN 1 ELSE 0 END), 0) AS utf8_success,
  COALESCE(SUM(CASE WHEN decode_method = 'BASE64_SUCCESS' THEN 1 ELSE 0 END), 0) AS base64_success,
  COALESCE(SUM(CASE WHEN decode_method = 'HEX_SUCCESS' THEN 1 ELSE 0 END), 0) AS hex_success,
  COALESCE(SUM(CASE WHEN decode_method = 'DECODE_FAILED' THEN 1 ELSE 0 END), 0) AS decode_failed
FROM public.binary_decode_validation;
