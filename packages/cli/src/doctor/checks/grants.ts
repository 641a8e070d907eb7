import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { SETUP_OBJECTS } from "@sensor-pipeline/core/setup/setup-files";
import { z } from "zod";
import type { Check, Finding } from "../check.ts";
import { PAGES } from "../pages.ts";

const { readerRole, monitorRole } = WAREHOUSE_OBJECTS;

/** What sql/setup/grants.sql gives. */
const READER_RELATIONS = SETUP_OBJECTS.filter(
  ({ kind }) => kind === "table" || kind === "view" || kind === "streaming view",
).map(({ name }) => name);
const MONITOR_RELATIONS = ["sensor_records", "sensor_record_state", "pipeline_objects"];

export const grants: Check = {
  id: "grants",
  needs: ["reader", "setup"],
  async run({ query, names }) {
    const [granted, roles] = await Promise.all([
      query("grants.sql", z.object({ role_name: z.string(), relation_name: z.string() })),
      query("role-grants.sql", z.object({ granted_role_name: z.string() })),
    ]);
    const has = (role: string, relation: string) =>
      granted.some(({ role_name, relation_name }) => role_name === role && relation_name === relation);
    const findings = [
      ...READER_RELATIONS.filter((name) => !has(readerRole, name)).map((name) =>
        notGranted(readerRole, name, names.stage),
      ),
      ...MONITOR_RELATIONS.filter((name) => !has(monitorRole, name)).map((name) =>
        notGranted(monitorRole, name, names.stage),
      ),
    ];
    if (roles.some(({ granted_role_name }) => granted_role_name === "sys:monitor")) return findings;
    return [
      ...findings,
      {
        severity: "problem",
        found: `The database's role ${monitorRole} has not been granted sys:monitor.`,
        matters:
          "The system views show its members their own rows only: how refreshes went can't be seen, here and by nobody else.",
        mend: `As the admin: GRANT ROLE sys:monitor TO ROLE ${monitorRole}; or: pipeline setup --stage ${names.stage}`,
        source: PAGES.monitorRole,
        blocks: true,
      },
    ];
  },
};

function notGranted(role: string, relation: string, stage: string): Finding {
  return {
    severity: "problem",
    found: `The database's role ${role} may not SELECT from public.${relation}.`,
    matters: "Alert evaluation, this program and everybody who queries as a reader are denied it.",
    mend: `As the admin: GRANT SELECT ON public.${relation} TO ROLE ${role}; or: pipeline setup --stage ${stage}`,
    source: PAGES.grant,
  };
}
