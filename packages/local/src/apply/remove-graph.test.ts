import { expect, test } from "vitest";
import type { GraphResource } from "../graph/graph.ts";
import { dependencyViolation } from "./dependency-violation.ts";
import { removalOrder } from "./removal-order.ts";
import { refuseProtected } from "./remove-graph.ts";

const APP = { name: "app", stage: "production", removal: "retain" };

function resource(name: string, more: Partial<GraphResource> = {}): GraphResource {
  return {
    type: "aws:ec2/vpc:Vpc",
    name,
    urn: `urn:${name}`,
    custom: true,
    dependencies: [],
    inputs: {},
    state: { id: name },
    retainOnDelete: false,
    protect: false,
    ...more,
  };
}

test("what nothing depends on goes first, in waves, and in a wave what was made first", () => {
  const made = [
    resource("namespace"),
    resource("topic"),
    resource("workgroup", { dependencies: ["urn:namespace"] }),
    resource("limit", { dependencies: ["urn:workgroup"] }),
    resource("function", { custom: false }),
    resource("role", { parent: "urn:function" }),
  ];
  expect(removalOrder(made).map(({ name }) => name)).toEqual(["topic", "limit", "role", "workgroup", "namespace"]);
});

test("a circle of dependencies is told, and does not run for ever", () => {
  const circle = [resource("a", { dependencies: ["urn:b"] }), resource("b", { dependencies: ["urn:a"] })];
  expect(() => removalOrder(circle)).toThrow("depend on each other in a circle: urn:a, urn:b");
});

test("a protected stage is refused in SST's words, and a protected resource of another in Pulumi's", () => {
  const kept = [resource("namespace", { protect: true })];
  expect(() => refuseProtected({ app: { ...APP, protect: true }, resources: kept })).toThrow(
    "Cannot remove protected stage. To remove a protected stage edit your sst.config.ts and remove the `protect` property.",
  );
  expect(() => refuseProtected({ app: { ...APP, protect: false }, resources: kept })).toThrow(
    'resource "urn:namespace" cannot be deleted because it is protected.',
  );
  expect(() => refuseProtected({ app: { ...APP, protect: false }, resources: [resource("namespace")] })).not.toThrow();
});

test("EC2 refuses to delete what something that stands uses", () => {
  const vpc = resource("vpc-1");
  const group = resource("sg-1", { type: "aws:ec2/securityGroup:SecurityGroup", inputs: { vpcId: "vpc-1" } });
  const other = resource("sg-2", {
    type: "aws:ec2/securityGroup:SecurityGroup",
    inputs: { ingress: [{ securityGroups: ["sg-1"] }] },
  });
  expect(dependencyViolation(vpc, [vpc, group])).toBe(
    'DependencyViolation: resource vpc-1 has a dependent object (aws:ec2/securityGroup:SecurityGroup "sg-1", which still stands)',
  );
  expect(dependencyViolation(group, [group, other])).toContain("sg-1 has a dependent object");
  expect(dependencyViolation(group, [vpc, group])).toBeUndefined();
});
