import { names, region, settings } from "./stage.ts";

/**
 * The workgroup's route to Kinesis, and nothing else: a VPC without any way to the internet, three private subnets and
 * an interface endpoint of Kinesis. The endpoint is the whole cost: 0.01 an hour in each zone, 22 a month, and 0.01 a
 * GB (https://aws.amazon.com/privatelink/pricing/); a NAT gateway would be 33 a month and 0.045 a GB.
 *
 * Three subnets in three zones, as enhanced VPC routing wants; without it two zones do, and us-west-1 has no more: there the
 * third subnet lies beside the first (https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html).
 */
export const network = settings.warehouse.kind === "new" ? (settings.warehouse.network ?? privateNetwork()) : undefined;

function privateNetwork() {
  const tags = { Name: names.prefix };
  const vpc = new aws.ec2.Vpc("Vpc", {
    cidrBlock: "10.42.0.0/16",
    // The endpoint's private DNS needs both.
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags,
  });

  const zones = zonesWithKinesis();
  const subnets = [0, 1, 2].map(
    (place) =>
      new aws.ec2.Subnet(
        `Subnet${place + 1}`,
        {
          vpcId: vpc.id,
          cidrBlock: `10.42.${place}.0/24`,
          availabilityZone: zones.apply((offered) => offered[place % offered.length] ?? ""),
          tags,
        },
        // A zone that AWS opens later would move the others up, and a subnet that moves is made anew: the workgroup is in it.
        { ignoreChanges: ["availabilityZone"] },
      ),
  );
  const subnetIds = subnets.map(({ id }) => id);

  const workgroup = new aws.ec2.SecurityGroup(
    "WorkgroupSecurityGroup",
    {
      vpcId: vpc.id,
      name: `${names.prefix}-workgroup`,
      description: "Redshift: out to the Kinesis endpoint, in from nowhere (the Data API needs no network path)",
      egress: [
        { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [vpc.cidrBlock], description: "Kinesis endpoint" },
      ],
      tags,
    },
    // The workgroup that production keeps has its interfaces in it: EC2 refuses to delete it. SST keeps VPC and subnets.
    { retainOnDelete: settings.isProduction },
  );
  const endpoint = new aws.ec2.SecurityGroup("KinesisEndpointSecurityGroup", {
    vpcId: vpc.id,
    name: `${names.prefix}-kinesis-endpoint`,
    description: "Kinesis endpoint: in from the workgroup",
    ingress: [
      {
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        securityGroups: [workgroup.id],
        description: "HTTPS from Redshift",
      },
    ],
    tags,
  });
  new aws.ec2.VpcEndpoint(
    "KinesisEndpoint",
    {
      vpcId: vpc.id,
      serviceName: $interpolate`com.amazonaws.${region}.kinesis-streams`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      // One in each zone, which is all that an endpoint takes.
      subnetIds: zones.apply((offered) => subnetIds.slice(0, offered.length)),
      securityGroupIds: [endpoint.id],
      tags,
    },
    // As the subnets: it stays where it was made.
    { ignoreChanges: ["subnetIds"] },
  );

  return { subnetIds, securityGroupIds: [workgroup.id] };
}

/**
 * The region's zones in which Kinesis has its endpoint: not every service has one in every zone, and a Local Zone, which is
 * among the zones of an account that has opted in to one, has neither that nor Redshift.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html and
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointServices.html
 */
function zonesWithKinesis() {
  const zones = aws.getAvailabilityZonesOutput({
    state: "available",
    filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
  }).names;
  const service = aws.ec2.getVpcEndpointServiceOutput({ service: "kinesis-streams", serviceType: "Interface" });
  return $util.all([zones, service.availabilityZones]).apply(([names, offered]) => {
    const both = names.filter((name) => offered.includes(name));
    if (both.length >= 2) return both;
    throw new Error(
      `Kinesis has its endpoint in ${both.length} zones of this region and a workgroup needs two: give PIPELINE_SUBNET_IDS and PIPELINE_SECURITY_GROUP_IDS.`,
    );
  });
}
