import { type Limit, matches, type Place, resourcesOf } from "./limit.ts";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup";

const API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const CIDR = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html";
const STREAMING =
  "https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion-getting-started.html";
const PRIVATE_DNS = "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html";

/** EC2 takes no other characters in descriptions: no apostrophes, no >. */
const DESCRIPTION = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/;

interface Rule {
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrBlocks?: readonly string[];
  readonly securityGroups?: readonly string[];
}

export const NETWORK_LIMITS: readonly Limit[] = [
  {
    type: VPC,
    input: "cidrBlock",
    allowed: "is a /16 to /28 block",
    source: CIDR,
    required: true,
    takes: (block: string) => isBlock(block),
    mistake: () => "10.0.0.0/8",
  },
  {
    type: VPC,
    input: "",
    allowed: "have DNS support and host names, without which the endpoint's private name is not answered",
    source: PRIVATE_DNS,
    takes: (inputs: Record<string, unknown>) => inputs.enableDnsSupport === true && inputs.enableDnsHostnames === true,
    mistake: (inputs: object) => ({ ...inputs, enableDnsHostnames: false }),
  },
  {
    type: SUBNET,
    input: "cidrBlock",
    allowed: "is a /16 to /28 block inside its VPC's, of at least a /27, that no other subnet overlaps",
    source: CIDR,
    required: true,
    takes: (block: string, place) =>
      isBlock(block) &&
      prefixOf(block) <= 27 &&
      resourcesOf(place, VPC).some(({ inputs }) => holds(String(inputs.cidrBlock), block)) &&
      resourcesOf(place, SUBNET).every(
        (other) =>
          other.name === place.resource.name ||
          !(holds(String(other.inputs.cidrBlock), block) || holds(block, String(other.inputs.cidrBlock))),
      ),
    mistake: () => "10.42.1.0/24",
  },
  {
    type: SUBNET,
    input: "availabilityZone",
    allowed: "is a zone of the region itself: Redshift and Kinesis are in no Local Zone, such as us-east-1-atl-1a",
    source: `${API}/API_DescribeAvailabilityZones.html`,
    required: true,
    takes: (zone: string, { graph }) => zone.startsWith(graph.region) && zone.length === graph.region.length + 1,
    mistake: (zone: string) => `${zone.slice(0, -1)}-loc-1a`,
  },
  {
    type: SECURITY_GROUP,
    input: "name",
    allowed: "is up to 255 characters, and does not begin with sg-",
    source: `${API}/API_CreateSecurityGroup.html`,
    required: true,
    takes: matches(/^(?!sg-)[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/),
    mistake: (name: string) => `sg-${name}`,
  },
  ...["description", "ingress.*.description", "egress.*.description"].map(
    (input): Limit => ({
      type: SECURITY_GROUP,
      input,
      allowed: "is up to 255 of letters, digits, blanks and ._-:/()#,@[]+=&;{}!$*",
      source: `${API}/API_CreateSecurityGroup.html`,
      takes: matches(DESCRIPTION),
      mistake: () => "Redshift's way > Kinesis",
    }),
  ),
  {
    type: ENDPOINT,
    input: "serviceName",
    allowed: "is an endpoint service of the stage's own region",
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
    required: true,
    takes: (name: string, { graph }) => name === `com.amazonaws.${graph.region}.kinesis-streams`,
    mistake: () => "com.amazonaws.us-east-1.kinesis",
  },
  {
    type: ENDPOINT,
    input: "vpcEndpointType",
    allowed: "is Interface: Kinesis has no gateway",
    source: "https://docs.aws.amazon.com/streams/latest/dev/vpc.html",
    required: true,
    takes: (type: string) => type === "Interface",
    mistake: () => "Gateway",
  },
  {
    type: ENDPOINT,
    input: "",
    allowed: "answer by Kinesis's own name in every zone of the workgroup",
    source: STREAMING,
    takes: ({ subnetIds, privateDnsEnabled }: { subnetIds: string[]; privateDnsEnabled: boolean }, place) =>
      privateDnsEnabled &&
      resourcesOf(place, WORKGROUP)
        .flatMap(({ inputs }) => zonesOf(inputs.subnetIds as string[], place))
        .every((zone) => zonesOf(subnetIds, place).includes(zone)),
    mistake: (inputs: { subnetIds: string[] }) => ({ ...inputs, subnetIds: inputs.subnetIds.slice(1) }),
  },
  {
    type: ENDPOINT,
    input: "subnetIds",
    allowed: "are one in each zone",
    source: PRIVATE_DNS,
    required: true,
    takes: (ids: readonly string[], place) => new Set(zonesOf(ids, place)).size === ids.length,
    mistake: ([first, ...others]: readonly string[]) => [first, first, ...others],
  },
  {
    type: ENDPOINT,
    input: "securityGroupIds",
    allowed: "let the workgroup in at 443, and the workgroup's own let it out to there",
    source: STREAMING,
    required: true,
    takes: (ids: readonly string[], place) => letsWorkgroupThrough(ids, place),
    mistake: () => [],
  },
];

function letsWorkgroupThrough(endpointGroups: readonly string[], place: Place): boolean {
  const groups = resourcesOf(place, SECURITY_GROUP);
  const blocks = resourcesOf(place, VPC).map(({ inputs }) => String(inputs.cidrBlock));
  const rules = (ids: readonly string[], direction: "ingress" | "egress") =>
    groups
      .filter(({ state }) => ids.includes(String(state.id)))
      .flatMap(({ inputs }) => (inputs[direction] ?? []) as readonly Rule[])
      .filter(({ protocol, fromPort, toPort }) => protocol === "tcp" && fromPort <= 443 && toPort >= 443);
  return resourcesOf(place, WORKGROUP).every(({ inputs }) => {
    const own = inputs.securityGroupIds as readonly string[];
    const inside = rules(endpointGroups, "ingress").some(({ securityGroups = [] }) =>
      own.some((id) => securityGroups.includes(id)),
    );
    const out = rules(own, "egress").some(({ cidrBlocks = [] }) => blocks.every((block) => cidrBlocks.includes(block)));
    return inside && out;
  });
}

function zonesOf(subnetIds: readonly string[], place: Place): readonly string[] {
  return subnetIds.flatMap((id) =>
    resourcesOf(place, SUBNET)
      .filter(({ state }) => state.id === id)
      .map(({ inputs }) => String(inputs.availabilityZone)),
  );
}

function isBlock(text: string): boolean {
  const prefix = prefixOf(text);
  return (
    /^(\d{1,3}[.]){3}\d{1,3}\/\d+$/.test(text) &&
    prefix >= 16 &&
    prefix <= 28 &&
    addressOf(text) % 2 ** (32 - prefix) === 0
  );
}

function prefixOf(block: string): number {
  return Number(block.split("/")[1]);
}

function addressOf(block: string): number {
  return (block.split("/")[0] ?? "").split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function holds(outer: string, inner: string): boolean {
  const size = 2 ** (32 - prefixOf(outer));
  return (
    prefixOf(inner) >= prefixOf(outer) && Math.floor(addressOf(inner) / size) === Math.floor(addressOf(outer) / size)
  );
}
