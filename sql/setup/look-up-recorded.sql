-- Which objects has set-up recorded, and as what? One row holding one JSON object by name, {} when there is none.
-- LISTAGG needs a user table, which this is, so the catalogs are asked in questions of their own.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
SELECT
  '{' || COALESCE(
    LISTAGG(
      '"' || object_name || '":{"fingerprint":"' || fingerprint || '","file":"' || file || '","settings":"' || settings || '"}',
      ','
    ) WITHIN GROUP (ORDER BY object_name),
    ''
  ) || '}' AS recorded
FROM public.pipeline_objects;
