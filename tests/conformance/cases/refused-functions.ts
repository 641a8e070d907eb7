import type { ConformancePage } from "../conformance-case.ts";
import { DOCUMENTED_FUNCTIONS } from "../documented.ts";

/** Groups of functions that Redshift has and nothing here computes. */
const GROUPS: readonly string[] = ["geospatial-functions", "hyperloglog-functions", "ml-function"];

/** Single functions of other groups. */
const SINGLE: Readonly<Record<string, readonly string[]>> = {
  r_System_information_functions: [
    "HAS_ASSUMEROLE_PRIVILEGE",
    "PG_GET_COLS",
    "PG_GET_GRANTEE_BY_IAM_ROLE",
    "PG_GET_IAM_ROLE_BY_USER",
    "PG_GET_LATE_BINDING_VIEW_COLS",
  ],
  r_System_administration_functions: [
    "CHANGE_QUERY_PRIORITY",
    "CHANGE_SESSION_PRIORITY",
    "CHANGE_USER_PRIORITY",
    "REBOOT_CLUSTER",
  ],
};

/** Each is refused by its name, whatever its arguments: nothing is invented for it. */
export const PAGES: readonly ConformancePage[] = [
  ...DOCUMENTED_FUNCTIONS.filter(({ page }) => GROUPS.includes(page)).map(({ page, names }) => refused(page, names)),
  ...Object.entries(SINGLE).map(([page, names]) => refused(page, names)),
];

function refused(page: string, names: readonly string[]): ConformancePage {
  return {
    page,
    cases: names.map((name) => ({
      sql: `SELECT ${name}('a')`,
      error: `the function ${name.toUpperCase()} is not supported`,
    })),
  };
}
