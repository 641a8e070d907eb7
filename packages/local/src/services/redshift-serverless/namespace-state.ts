import { z } from "zod";

const tag = z.strictObject({ key: z.string(), value: z.string() });

/** What `namespace.json` holds. */
const namespaceState = z.strictObject({
  name: z.string(),
  createdAt: z.number(),
  dbName: z.string(),
  adminUsername: z.string(),
  /** Kept here too, to compare a sign-in's with. */
  adminPassword: z.string(),
  adminPasswordSecretArn: z.string().optional(),
  iamRoles: z.array(z.string()),
  defaultIamRoleArn: z.string().optional(),
  kmsKeyId: z.string().optional(),
  logExports: z.array(z.string()),
  tags: z.array(tag),
});

export type NamespaceState = Readonly<z.infer<typeof namespaceState>>;

/** What `workgroups.json` holds of each. */
const workgroupState = z.strictObject({
  name: z.string(),
  namespaceName: z.string(),
  createdAt: z.number(),
  baseCapacity: z.number(),
  maxCapacity: z.number().optional(),
  enhancedVpcRouting: z.boolean(),
  publiclyAccessible: z.boolean(),
  port: z.number(),
  securityGroupIds: z.array(z.string()),
  subnetIds: z.array(z.string()),
  configParameters: z.array(z.strictObject({ parameterKey: z.string(), parameterValue: z.string() })),
  tags: z.array(tag),
});

export type WorkgroupState = Readonly<z.infer<typeof workgroupState>>;

export const usageLimitState = z.strictObject({
  id: z.string(),
  resourceArn: z.string(),
  usageType: z.enum(["serverless-compute", "cross-region-datasharing"]),
  amount: z.number(),
  period: z.enum(["daily", "weekly", "monthly"]),
  breachAction: z.enum(["log", "emit-metric", "deactivate"]),
});

export type UsageLimitState = Readonly<z.infer<typeof usageLimitState>>;

/** What `redshift-serverless.json` holds. */
export const serverlessState = z.strictObject({
  namespaces: z.array(namespaceState),
  workgroups: z.array(workgroupState),
  usageLimits: z.array(usageLimitState),
});

export type ServerlessState = z.infer<typeof serverlessState>;
