import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { SETUP_OBJECTS } from "@sensor-pipeline/core/setup/setup-files";
import { z } from "zod";
import type { Check, Finding } from "../check.ts";
import { PAGES } from "../pages.ts";

const { readerRole, monitorRole } = WAREHOUSE_OBJECTS;

/** What sql/setup/grants.sql gives, beside the landing view under its name of the moment. */
const READER_RELATIONS = SETUP_OBJECTS.filter(({ kind }) => kind === "table" || kind === "view").map(
  ({ name }) => name,
);
const MONITOR_RELATIONS = ["sensor_landed_records", "sensor_record_state", "pipeline_objects"];

export const grants: Check = {
  id: "grants",
  needs: ["reader", "setup"],
  async run({ query, names, facts }) {
    const landingView = await facts.landingView();
    const [granted, roles] = await Promise.all([
      query("grants.sql", z.object({ role_name: z.string(), relation_name: z.string() })),
      query("role-grants.sql", z.object({ granted_role_name: z.string() })),
    ]);
    const lacking = (role: string, relations: readonly string[]) =>
      relations.filter((relation) => !granted.some((row) => row.role_name === role && row.relation_name === relation));
    const findings = [
      ...notGranted(readerRole, lacking(readerRole, [landingView, ...READER_RELATIONS]), names.stage),
      ...notGranted(monitorRole, lacking(monitorRole, [landingView, ...MONITOR_RELATIONS]), names.stage),
    ];
    if (roles.some(({ granted_role_name }) => granted_role_name === "sys:monitor")) return findings;
    return [
      ...findings,
      {
        rule: "monitor-not-granted",
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

function notGranted(role: string, relations: readonly string[], stage: string): readonly Finding[] {
  if (relations.length === 0) return [];
  const names = relations.map((relation) => `public.${relation}`).join(", ");
  return [
    {
      rule: "select-not-granted",
      severity: "problem",
      found: `The database's role ${role} may not SELECT from ${names}.`,
      matters: "Alert evaluation, this program and everybody who queries as a reader are denied it.",
      mend: `As the admin: GRANT SELECT ON ${names} TO ROLE ${role}; or: pipeline setup --stage ${stage}`,
      source: PAGES.grant,
    },
  ];
}
