import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import type { CommandContext } from "../command/command-context.ts";
import type { VerifyFinding } from "./finding.ts";
import { unknown } from "./look-at-resources.ts";

const TYPES = ["ec2:vpc", "ec2:subnet", "ec2:security-group", "ec2:vpc-endpoint"];

/** The network of the stage's own workgroup has no names; all of it carries the tag Name of the stage. */
export async function lookAtNetwork({ target }: CommandContext): Promise<readonly VerifyFinding[]> {
  // The local AWS knows no networks, so that there is none to be left.
  if (target.kind === "local") return [];
  const { prefix } = target.names;
  const client = new ResourceGroupsTaggingAPIClient(target.person);
  try {
    const { ResourceTagMappingList = [] } = await client.send(
      new GetResourcesCommand({ ResourceTypeFilters: TYPES, TagFilters: [{ Key: "Name", Values: [prefix] }] }),
    );
    const arns = ResourceTagMappingList.flatMap(({ ResourceARN }) => ResourceARN ?? []);
    if (arns.length === 0) return [{ kind: "network", name: prefix, state: "gone" }];
    return arns.map((arn) => left(arn));
  } catch (error) {
    return [unknown("network", prefix, error)];
  } finally {
    client.destroy();
  }
}

/** `arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0abc`. */
function left(arn: string): VerifyFinding {
  const [type = "", id = ""] = (arn.split(":").at(-1) ?? "").split("/");
  const command =
    type === "vpc-endpoint"
      ? `delete-vpc-endpoints --vpc-endpoint-ids ${id}`
      : `delete-${type} --${idOption(type)} ${id}`;
  const detail = "told by its tag, for some time after it was deleted too";
  return { kind: "network", name: `${type} ${id}`, state: "left", detail, remedy: `aws ec2 ${command}` };
}

function idOption(type: string): string {
  return type === "security-group" ? "group-id" : `${type}-id`;
}
