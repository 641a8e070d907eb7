import { ACCESS_FUNCTIONS } from "./access-functions.ts";
import { CATALOG_FUNCTIONS } from "./catalog-functions.ts";
import { DATE_FORMAT_FUNCTIONS } from "./date-format-functions.ts";
import { DATE_FUNCTIONS } from "./date-functions.ts";
import { HASH_FUNCTIONS } from "./hash-functions.ts";
import { JSON_FUNCTIONS } from "./json-functions.ts";
import { NUMBER_FUNCTIONS } from "./number-functions.ts";
import { QUERY_FUNCTIONS } from "./query-functions.ts";
import { RANDOM_FUNCTIONS } from "./random-functions.ts";
import { REGEXP_FUNCTIONS } from "./regexp-functions.ts";
import { SUPER_ARRAY_FUNCTIONS } from "./super-array-functions.ts";
import { SUPER_CAST_FUNCTIONS } from "./super-cast-functions.ts";
import { SUPER_COMPARE_FUNCTIONS } from "./super-compare-functions.ts";
import { SUPER_NUMBER_FUNCTIONS } from "./super-number-functions.ts";
import { SUPER_OBJECT_FUNCTIONS } from "./super-object-functions.ts";
import { TERADATA_FUNCTIONS } from "./teradata-functions.ts";
import { TEXT_FUNCTIONS } from "./text-functions.ts";
import { VARBYTE_FUNCTIONS } from "./varbyte-functions.ts";

/**
 * What Redshift has and PostgreSQL lacks, as functions of the schema `redshift_internal`: run once, as the engine's superuser,
 * when a database is made; it may be run again. Planned statements call them by their full names.
 *
 * Two settings of the session are read, both `YYYY-MM-DD HH:MM:SS.ffffff` in the session's time zone: `redshift.statement_time`
 * (GETDATE) and `redshift.transaction_time` (SYSDATE, CURRENT_DATE). Whoever runs a statement sets them before it.
 */
export const INSTALL_FUNCTIONS: string = [
  "CREATE SCHEMA IF NOT EXISTS redshift_internal;",
  "GRANT USAGE ON SCHEMA redshift_internal TO PUBLIC;",
  TEXT_FUNCTIONS,
  VARBYTE_FUNCTIONS,
  REGEXP_FUNCTIONS,
  HASH_FUNCTIONS,
  TERADATA_FUNCTIONS,
  NUMBER_FUNCTIONS,
  RANDOM_FUNCTIONS,
  QUERY_FUNCTIONS,
  DATE_FUNCTIONS,
  DATE_FORMAT_FUNCTIONS,
  JSON_FUNCTIONS,
  ACCESS_FUNCTIONS,
  CATALOG_FUNCTIONS,
  SUPER_CAST_FUNCTIONS,
  SUPER_COMPARE_FUNCTIONS,
  SUPER_NUMBER_FUNCTIONS,
  SUPER_ARRAY_FUNCTIONS,
  SUPER_OBJECT_FUNCTIONS,
].join("\n");
