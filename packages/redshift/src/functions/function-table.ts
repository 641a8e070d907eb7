import { ACCESS_RULES } from "./access-rules.ts";
import { CATALOG_RULES } from "./catalog-rules.ts";
import { DATE_RULES } from "./date-rules.ts";
import type { FunctionRule } from "./function-rule.ts";
import { HASH_RULES } from "./hash-rules.ts";
import { JSON_RULES } from "./json-rules.ts";
import { NUMBER_RULES } from "./number-rules.ts";
import { REGEXP_RULES } from "./regexp-rules.ts";
import { STRING_RULES } from "./string-rules.ts";
import { SYSTEM_RULES } from "./system-rules.ts";
import { VARBYTE_RULES } from "./varbyte-rules.ts";

/** The scalar functions that may be called: what is not here does not exist, whatever the engine could do. A name's rules may come from several tables. */
export const FUNCTION_TABLE: Readonly<Record<string, readonly FunctionRule[]>> = merged(
  STRING_RULES,
  REGEXP_RULES,
  HASH_RULES,
  VARBYTE_RULES,
  NUMBER_RULES,
  DATE_RULES,
  JSON_RULES,
  SYSTEM_RULES,
  ACCESS_RULES,
  CATALOG_RULES,
);

function merged(
  ...tables: readonly Readonly<Record<string, readonly FunctionRule[]>>[]
): Readonly<Record<string, readonly FunctionRule[]>> {
  const all: Record<string, readonly FunctionRule[]> = {};
  for (const [name, rules] of tables.flatMap((table) => Object.entries(table)))
    all[name] = [...(all[name] ?? []), ...rules];
  return all;
}
