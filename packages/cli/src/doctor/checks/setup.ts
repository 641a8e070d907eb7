import { DescribeExecutionCommand } from "@aws-sdk/client-sfn";
import { newestExecution } from "@sensor-pipeline/core/execution/start-execution";
import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { SETUP_OBJECTS } from "@sensor-pipeline/core/setup/setup-files";
import { z } from "zod";
import { stateMachineArn } from "../../target/identity.ts";
import type { Check, Finding } from "../check.ts";
import type { Examination } from "../examination.ts";
import { PAGES } from "../pages.ts";

/** What SVV_TABLES shows of what set-up makes. */
const RELATIONS = SETUP_OBJECTS.filter(({ kind }) => kind === "table" || kind === "view" || kind === "streaming view");
const { landingView, secondLandingView } = WAREHOUSE_OBJECTS;

interface LastSetup {
  readonly status: string;
  readonly cause: string | undefined;
  readonly executionArn: string;
}

export const setup: Check = {
  id: "setup",
  needs: ["reader"],
  async run(examination) {
    const { query, names } = examination;
    const [tables, last] = await Promise.all([
      query("objects.sql", z.object({ table_name: z.string() })),
      lastSetup(examination),
    ]);
    const there = new Set<string>(tables.map(({ table_name }) => table_name));
    // A schema change makes it under the other of its two names.
    if (there.has(secondLandingView)) there.add(landingView);
    const missing = RELATIONS.map(({ name }) => name).filter((name) => !there.has(name));
    const mend = `pipeline setup --stage ${names.stage}`;
    if (missing.length > 0) {
      return [
        { ...ofMissing(missing, last), mend, source: PAGES.executions, blocks: missing.length === RELATIONS.length },
      ];
    }
    if (last === undefined || last.status === "SUCCEEDED" || last.status === "RUNNING") return [];
    return [
      {
        rule: "setup-failed",
        severity: "warning",
        found: `The last set-up is ${last.status}: ${last.cause ?? "no cause given"}`,
        matters: "Everything it makes is there, from an earlier one; what the last one was to change is not.",
        mend,
        source: PAGES.executions,
      },
    ];
  },
};

function ofMissing(
  missing: readonly string[],
  last: LastSetup | undefined,
): Pick<Finding, "rule" | "severity" | "found" | "matters"> {
  const names = missing.length === RELATIONS.length ? "everything that set-up makes" : missing.join(", ");
  const matters = "No record becomes visible, and no alert can be evaluated, until it is there.";
  if (last === undefined) {
    return {
      rule: "setup-never-run",
      severity: "problem",
      found: `Set-up has never run: the database lacks ${names}.`,
      matters,
    };
  }
  if (last.status === "RUNNING") {
    return {
      rule: "setup-running",
      severity: "warning",
      found: `Set-up is running (${last.executionArn}); not there yet: ${names}.`,
      matters,
    };
  }
  const ended =
    last.status === "SUCCEEDED"
      ? "SUCCEEDED, and something was dropped since."
      : `${last.status}: ${last.cause ?? "no cause given"}`;
  return {
    rule: "setup-incomplete",
    severity: "problem",
    found: `The database lacks ${names}. The last set-up ${ended}`,
    matters,
  };
}

async function lastSetup({ ask, reader, identity, names }: Examination): Promise<LastSetup | undefined> {
  const arn = stateMachineArn(await identity(), names.setupMachine);
  const newest = await ask("states:ListExecutions", () => newestExecution(reader.sfn, arn));
  if (newest === undefined) return undefined;
  const { executionArn } = newest;
  const { status = "UNKNOWN", cause } = await ask("states:DescribeExecution", () =>
    reader.sfn.send(new DescribeExecutionCommand({ executionArn })),
  );
  return { executionArn, status, cause };
}
