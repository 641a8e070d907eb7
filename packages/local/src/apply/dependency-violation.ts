import type { GraphResource } from "../graph/graph.ts";

/** What keeps a resource of the network, which has no service here, from being deleted. */
interface Use {
  /** The type that uses it, and the input that holds the ids. */
  readonly by: string;
  readonly input: (inputs: Readonly<Record<string, unknown>>) => unknown;
}

const list = (name: string) => (inputs: Readonly<Record<string, unknown>>) => inputs[name];
const grants = (inputs: Readonly<Record<string, unknown>>) =>
  ["ingress", "egress"].flatMap((direction) =>
    ((inputs[direction] ?? []) as readonly { readonly securityGroups?: readonly string[] }[]).flatMap(
      ({ securityGroups = [] }) => securityGroups,
    ),
  );

const WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (DependencyViolation) */
const USES: Readonly<Record<string, readonly Use[]>> = {
  [SECURITY_GROUP]: [
    { by: WORKGROUP, input: list("securityGroupIds") },
    { by: ENDPOINT, input: list("securityGroupIds") },
    { by: SECURITY_GROUP, input: grants },
  ],
  "aws:ec2/subnet:Subnet": [
    { by: WORKGROUP, input: list("subnetIds") },
    { by: ENDPOINT, input: list("subnetIds") },
  ],
  "aws:ec2/vpc:Vpc": ["aws:ec2/subnet:Subnet", SECURITY_GROUP, ENDPOINT].map((by) => ({ by, input: list("vpcId") })),
};

/** EC2's refusal to delete what something that still stands uses; undefined when nothing does. */
export function dependencyViolation(resource: GraphResource, standing: readonly GraphResource[]): string | undefined {
  const id = String(resource.state.id);
  const user = standing.find(
    (other) =>
      other.urn !== resource.urn &&
      (USES[resource.type] ?? []).some(
        ({ by, input }) => other.type === by && [input(other.inputs)].flat().includes(id),
      ),
  );
  if (!user) return undefined;
  return `DependencyViolation: resource ${id} has a dependent object (${user.type} "${user.name}", which still stands)`;
}
