import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { z } from "zod";
import type { Check } from "../check.ts";
import { PAGES } from "../pages.ts";

const SCHEMA = WAREHOUSE_OBJECTS.externalSchema;

export const externalSchema: Check = {
  id: "external-schema",
  needs: ["reader", "setup", "grants"],
  async run({ query, facts, names }) {
    const [schemas, { roleArn }] = await Promise.all([
      query("external-schemas.sql", z.object({ schema_name: z.string(), options: z.string() })),
      facts.setup(),
    ]);
    const again = `pipeline teardown --stage ${names.stage}, then pipeline setup --stage ${names.stage}: the view reads again what the stream still holds`;
    const schema = schemas.find(({ schema_name }) => schema_name === SCHEMA);
    if (schema === undefined) {
      return [
        {
          rule: "schema-missing",
          severity: "problem",
          found: `The external schema ${SCHEMA} does not exist.`,
          matters: "The streaming view has no stream to read: every refresh fails.",
          mend: `pipeline setup --stage ${names.stage}`,
          source: PAGES.gettingStarted,
        },
      ];
    }
    const roles = [...schema.options.matchAll(/arn:[\w-]+:iam::\d+:role\/[\w+=,.@/-]*[\w+=.@-]/g)].map(
      ([role]) => role,
    );
    if (roles.length === 0 || roles.includes(roleArn)) return [];
    return [
      {
        rule: "schema-of-another-role",
        severity: "problem",
        found: `The external schema ${SCHEMA} names the role ${roles.join(", ")}; the stage's is ${roleArn}.`,
        matters:
          "Redshift reads the stream with the schema's role, whatever the stage deploys: when the old one goes, or lacks a permission, refreshes fail. ALTER EXTERNAL SCHEMA does not change a schema of Kinesis.",
        mend: again,
        source: PAGES.alterSchema,
      },
    ];
  },
};
