import { names, region, settings } from "./stage.ts";

/**
 * The workgroup's route to Kinesis, and nothing else: a VPC without any way to the internet, three private subnets and
 * an interface endpoint of Kinesis. The endpoint is the whole cost: 0.01 an hour in each zone, 22 a month, and 0.01 a
 * GB (https://aws.amazon.com/privatelink/pricing/); a NAT gateway would be 33 a month and 0.045 a GB.
 *
 * Three zones, as enhanced VPC routing wants; without it two would do
 * (https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html).
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

  const zones = aws.getAvailabilityZonesOutput({ state: "available" }).names;
  const subnets = [0, 1, 2].map(
    (zone) =>
      new aws.ec2.Subnet(`Subnet${zone + 1}`, {
        vpcId: vpc.id,
        cidrBlock: `10.42.${zone}.0/24`,
        availabilityZone: zones.apply((available) => {
          const name = available[zone];
          if (!name) throw new Error(`This region offers ${available.length} zones and a workgroup needs three.`);
          return name;
        }),
        tags,
      }),
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
  new aws.ec2.VpcEndpoint("KinesisEndpoint", {
    vpcId: vpc.id,
    serviceName: $interpolate`com.amazonaws.${region}.kinesis-streams`,
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds,
    securityGroupIds: [endpoint.id],
    tags,
  });

  return { subnetIds, securityGroupIds: [workgroup.id] };
}
