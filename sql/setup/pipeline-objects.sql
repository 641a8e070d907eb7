-- What set-up has made in this database: one row an object, written in the transaction that makes the object where
-- Redshift allows it there, and before the statement where it does not. Set-up compares these rows with its files.
-- fingerprint is the SHA-256 of the statement as it ran; settings is what it was made with, for a person to read.
CREATE TABLE IF NOT EXISTS public.pipeline_objects (
  object_name VARCHAR(127) NOT NULL,
  file VARCHAR(256) NOT NULL,
  fingerprint CHAR(64) NOT NULL,
  settings VARCHAR(2048) NOT NULL,
  recorded_at TIMESTAMP NOT NULL
)
DISTSTYLE ALL;
