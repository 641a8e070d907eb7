import { type Limit, matches, nameLimit, oneOf, type Place, resourcesOf, wholeFrom } from "./limit.ts";

const NAMESPACE = "aws:redshiftserverless/namespace:Namespace";
const WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup";
const USAGE_LIMIT = "aws:redshiftserverless/usageLimit:UsageLimit";

const API = "https://docs.aws.amazon.com/redshift-serverless/latest/APIReference";
const CAPACITY = "https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-capacity.html";
const CONSIDERATIONS = "https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html";
const PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/redshiftserverless";

/** 4, or steps of 8: above 512 only some regions have more. */
const isCapacity = (value: unknown) => value === 4 || (wholeFrom(8, 512)(value) && Number(value) % 8 === 0);

interface Capacity {
  readonly baseCapacity: number;
  readonly maxCapacity?: number;
}

export const REDSHIFT_LIMITS: readonly Limit[] = [
  nameLimit(
    NAMESPACE,
    "namespaceName",
    /^[a-z0-9-]{3,64}$/,
    "is 3 to 64 of a-z, 0-9 and -",
    `${API}/API_CreateNamespace.html`,
  ),
  nameLimit(
    WORKGROUP,
    "workgroupName",
    /^[a-z0-9-]{3,64}$/,
    "is 3 to 64 of a-z, 0-9 and -",
    `${API}/API_CreateWorkgroup.html`,
  ),
  {
    type: NAMESPACE,
    input: "dbName",
    allowed: "begins with a letter and has at most 127 of letters, digits and _+.@-",
    source: `${API}/API_CreateNamespace.html`,
    takes: matches(/^[a-zA-Z][a-zA-Z_0-9+.@-]{0,126}$/),
    mistake: () => "2nd database",
  },
  {
    type: NAMESPACE,
    input: "adminUsername",
    allowed: "begins with a letter and has no blanks",
    source: `${API}/API_CreateNamespace.html`,
    takes: matches(/^[a-zA-Z][a-zA-Z_0-9+.@-]{0,126}$/),
    mistake: () => "the admin",
  },
  {
    type: NAMESPACE,
    input: "",
    allowed: "let Redshift manage the admin's password and give none",
    source: `${PROVIDER}/namespace.go`,
    takes: (inputs: Record<string, unknown>) =>
      inputs.manageAdminPassword === true &&
      !["adminUserPassword", "adminUserPasswordWo", "adminUserPasswordWoVersion"].some((name) => name in inputs),
    mistake: (inputs: object) => ({ ...inputs, adminUserPassword: "Secret1234" }),
  },
  {
    type: NAMESPACE,
    input: "",
    allowed: "have the default role among the roles, at most 50",
    source: `${PROVIDER}/namespace.go`,
    takes: ({ iamRoles, defaultIamRoleArn }: { iamRoles: string[]; defaultIamRoleArn: string }) =>
      iamRoles.includes(defaultIamRoleArn) && iamRoles.length <= 50,
    mistake: (inputs: object) => ({ ...inputs, iamRoles: [] }),
  },
  {
    type: NAMESPACE,
    input: "logExports.*",
    allowed: "is useractivitylog, userlog or connectionlog",
    source: `${API}/API_CreateNamespace.html`,
    takes: oneOf("useractivitylog", "userlog", "connectionlog"),
    mistake: () => "querylog",
  },
  {
    type: WORKGROUP,
    input: "baseCapacity",
    allowed: "is 4 RPU, or a multiple of 8 up to 512 (the default would be 128)",
    source: CAPACITY,
    required: true,
    takes: isCapacity,
    mistake: () => 12,
  },
  {
    type: WORKGROUP,
    input: "maxCapacity",
    allowed: "is 4 RPU, or a multiple of 8 up to 512; without it nothing bounds what a query costs",
    source: CAPACITY,
    required: true,
    takes: isCapacity,
    mistake: () => 30,
  },
  {
    type: WORKGROUP,
    input: "",
    allowed: "have a maximum capacity of at least the base capacity",
    source: CAPACITY,
    takes: ({ baseCapacity, maxCapacity = baseCapacity }: Capacity) => maxCapacity >= baseCapacity,
    mistake: (inputs: Capacity) => ({ ...inputs, baseCapacity: 64, maxCapacity: 8 }),
  },
  {
    type: WORKGROUP,
    input: "subnetIds",
    allowed: "are three or more, in two zones at least where the stage makes them",
    source: CONSIDERATIONS,
    required: true,
    takes: (ids: readonly string[], place) => new Set(ids).size >= 3 && lieInSeveralZones(ids, place),
    mistake: (ids: readonly string[]) => ids.slice(0, 2),
  },
  {
    type: WORKGROUP,
    input: "enhancedVpcRouting",
    allowed: "is off while the network has a way to Kinesis only",
    source: CONSIDERATIONS,
    required: true,
    takes: oneOf(false),
    mistake: () => true,
  },
  {
    type: WORKGROUP,
    input: "publiclyAccessible",
    allowed: "is false: the Data API needs no way in",
    source: "https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html",
    required: true,
    takes: oneOf(false),
    mistake: () => true,
  },
  {
    type: USAGE_LIMIT,
    input: "amount",
    allowed: "is 1 or more RPU-hours",
    source: `${API}/API_CreateUsageLimit.html`,
    takes: wholeFrom(1, Number.MAX_SAFE_INTEGER),
    mistake: () => 0,
  },
  {
    type: USAGE_LIMIT,
    input: "period",
    allowed: "is daily, weekly or monthly",
    source: `${API}/API_CreateUsageLimit.html`,
    takes: oneOf("daily", "weekly", "monthly"),
    mistake: () => "hourly",
  },
  {
    type: USAGE_LIMIT,
    input: "breachAction",
    allowed: "is log, emit-metric or deactivate",
    source: `${API}/API_CreateUsageLimit.html`,
    takes: oneOf("log", "emit-metric", "deactivate"),
    mistake: () => "stop",
  },
  {
    type: USAGE_LIMIT,
    input: "usageType",
    allowed: "is serverless-compute or cross-region-datasharing",
    source: `${API}/API_CreateUsageLimit.html`,
    takes: oneOf("serverless-compute", "cross-region-datasharing"),
    mistake: () => "compute",
  },
];

/** Of given subnets the zones are not known here; the doctor looks at them. */
function lieInSeveralZones(ids: readonly string[], place: Place): boolean {
  const made = resourcesOf(place, "aws:ec2/subnet:Subnet").filter(({ state }) => ids.includes(String(state.id)));
  return made.length === 0 || new Set(made.map(({ inputs }) => inputs.availabilityZone)).size >= 2;
}
