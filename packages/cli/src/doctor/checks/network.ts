import type { z } from "zod";
import { CannotTellError, type Check, type Finding } from "../check.ts";
import { PAGES } from "../pages.ts";
import { refreshRow } from "../refresh-row.ts";

/** Zones that a workgroup needs: two, and three with enhanced VPC routing. */
const ZONES = { usual: 2, enhanced: 3 } as const;

/** What of the network Redshift itself tells; that a refresh has read the stream proves the way to Kinesis. */
export const network: Check = {
  id: "network",
  needs: ["reader"],
  async run({ facts, query, names }) {
    const workgroup = await facts.workgroup();
    const { workgroupName = names.workgroup, status = "UNKNOWN", enhancedVpcRouting = false } = workgroup;
    const findings: Finding[] = [];
    if (status !== "AVAILABLE") {
      findings.push({
        rule: "workgroup-not-available",
        severity: status === "MODIFYING" ? "warning" : "problem",
        found: `The workgroup ${workgroupName} is ${status}.`,
        matters: "No statement runs in it, and no refresh.",
        mend: `Wait, and look again: aws redshift-serverless get-workgroup --workgroup-name ${workgroupName} --query workgroup.status`,
        source: PAGES.serverless,
      });
    }
    const needed = enhancedVpcRouting ? ZONES.enhanced : ZONES.usual;
    const { subnetIds = [], endpoint } = workgroup;
    const told = (endpoint?.vpcEndpoints ?? []).flatMap(({ networkInterfaces = [] }) => networkInterfaces);
    const zones = new Set(told.flatMap(({ availabilityZone }) => availabilityZone ?? []));
    if (subnetIds.length < needed || (zones.size > 0 && zones.size < ZONES.usual)) {
      findings.push({
        rule: "subnets-too-few",
        severity: "problem",
        found: `The workgroup ${workgroupName} has ${subnetIds.length} subnet${subnetIds.length === 1 ? "" : "s"}${zones.size === 0 ? "" : ` and interfaces in ${[...zones].join(", ")}`}${enhancedVpcRouting ? " with enhanced VPC routing" : ""}.`,
        matters: `It needs ${needed} subnets in ${needed} zones, with free addresses, to be made, changed and scaled.`,
        mend: `aws redshift-serverless update-workgroup --workgroup-name ${workgroupName} --subnet-ids <${needed} subnets of ${needed} zones>; the stage's own are made by: npx sst deploy --stage ${names.stage}`,
        source: PAGES.serverless,
      });
    }
    if (findings.length > 0) return findings;
    if (await hasReadAStream(await facts.streamViews(), query)) return [];
    throw new CannotTellError(
      `No refresh has read a stream yet, and what the workgroup's subnets have a route to (an interface endpoint of kinesis-streams, or NAT) the reader can't see: aws ec2 describe-vpc-endpoints --filters Name=service-name,Values='*kinesis-streams'`,
    );
  },
};

async function hasReadAStream(
  views: readonly { readonly name: string }[],
  query: <Row>(file: string, row: z.ZodType<Row>) => Promise<readonly Row[]>,
): Promise<boolean> {
  const names = new Set(views.map(({ name }) => name));
  const refreshes = await query("refreshes.sql", refreshRow);
  return refreshes.some(
    ({ schema_name, view_name, seconds_since_success }) =>
      seconds_since_success !== null && names.has(`${schema_name}.${view_name}`),
  );
}
