/** What setting a parameter does here. */
export type ParameterEffect =
  /** The engine's own parameter of that name follows it. */
  | "engine"
  /** Parsing, planning or the session itself reads it. */
  | "session"
  /** It tunes what is not here (a cluster's slots, compression): heard, shown again, nothing else. */
  | "none"
  /** Only its default is done: any other value is refused by name. */
  | "default only";

export interface SessionParameter {
  readonly default: string;
  readonly effect: ParameterEffect;
  /** The values it takes, in lower case; any text where there are none. */
  readonly values?: readonly string[];
  /** Set for a number: the least and the most it may be. */
  readonly range?: readonly [number, number];
  /** The number may have a fraction. @default false */
  readonly fractions?: true;
}

const BOOLEAN = ["on", "off", "true", "false", "yes", "no", "1", "0", "t", "f"];

function flag(value: "on" | "off", effect: ParameterEffect): SessionParameter {
  return { default: value, effect, values: BOOLEAN };
}

/**
 * The configuration parameters of a session with their defaults.
 * https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html
 */
export const SESSION_PARAMETERS: Readonly<Record<string, SessionParameter>> = {
  analyze_threshold_percent: { default: "10", effect: "none", range: [0, 100], fractions: true },
  application_name: { default: "", effect: "none" },
  cast_super_null_on_error: flag("on", "session"),
  client_encoding: { default: "UTF8", effect: "none" },
  client_min_messages: { default: "notice", effect: "none" },
  datestyle: { default: "ISO, MDY", effect: "engine" },
  default_array_search_null_handling: flag("on", "session"),
  default_geometry_encoding: { default: "1", effect: "none", range: [1, 2] },
  describe_field_name_in_uppercase: flag("off", "session"),
  downcase_delimited_identifier: flag("on", "default only"),
  enable_case_sensitive_identifier: flag("off", "session"),
  enable_case_sensitive_super_attribute: flag("off", "session"),
  enable_numeric_rounding: flag("off", "session"),
  enable_result_cache_for_session: flag("on", "none"),
  enable_spectrum_oid: flag("on", "none"),
  enable_vacuum_boost: flag("off", "none"),
  error_on_nondeterministic_update: flag("off", "session"),
  extra_float_digits: { default: "0", effect: "none", range: [-15, 2] },
  interval_forbid_composite_literals: flag("on", "session"),
  intervalstyle: { default: "postgres", effect: "engine", values: ["postgres", "postgres_verbose", "sql_standard"] },
  json_parse_dedup_attributes: flag("off", "session"),
  json_parse_truncate_strings: flag("off", "default only"),
  json_serialization_enable: flag("off", "default only"),
  json_serialization_parse_nested_strings: flag("off", "default only"),
  max_concurrency_scaling_clusters: { default: "1", effect: "none", range: [0, 10] },
  max_cursor_result_set_size: { default: "0", effect: "none", range: [0, 14_400_000] },
  mv_enable_aqmv_for_session: flag("on", "none"),
  navigate_super_null_on_error: flag("on", "session"),
  parse_super_null_on_error: flag("off", "session"),
  pg_federation_repeatable_read: flag("on", "none"),
  query_group: { default: "unset", effect: "none" },
  search_path: { default: "$user, public", effect: "session" },
  // RANDOM follows it.
  seed: { default: "unavailable", effect: "session" },
  spectrum_enable_pseudo_columns: flag("on", "none"),
  spectrum_query_maxerror: { default: "-1", effect: "none", range: [-1, 2_147_483_647] },
  standard_conforming_strings: flag("off", "default only"),
  statement_timeout: { default: "0", effect: "session", range: [0, 2_147_483_647] },
  stored_proc_log_min_messages: { default: "log", effect: "none" },
  timezone: { default: "UTC", effect: "engine" },
  wlm_query_slot_count: { default: "1", effect: "none", range: [1, 50] },
};

/** Whether a flag's written value means on. */
export function isOn(value: string): boolean {
  return ["on", "true", "yes", "1", "t"].includes(value.toLowerCase());
}

/** Whether a parameter is a flag. */
export function isFlag(name: string): boolean {
  return SESSION_PARAMETERS[name]?.values === BOOLEAN;
}

/** A flag as SHOW gives it: `on` or `off`. */
export function shown(name: string, value: string): string {
  return isFlag(name) ? (isOn(value) ? "on" : "off") : value;
}
