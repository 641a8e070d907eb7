import { CannotTellError, type Check } from "../check.ts";
import { PAGES } from "../pages.ts";
import { allowing, deniedNeeds, type Need } from "../simulate.ts";

/** Every account may use the key that AWS manages for Kinesis; another one needs a permission of each who uses it. */
const AWS_MANAGED = /(^|:)alias\/aws\/kinesis$/;

export const streamKey: Check = {
  id: "stream-key",
  needs: ["reader", "stream"],
  async run({ facts, names, identity, ask, reader }) {
    const found = await facts.stream();
    if (found === undefined) return [];
    if (found.key === undefined) {
      return [
        {
          rule: "stream-not-encrypted",
          severity: "warning",
          found: `The stream ${found.name} is not encrypted.`,
          matters: "The stage is deployed with encryption: somebody has switched it off.",
          mend: `aws kinesis start-stream-encryption --stream-name ${found.name} --encryption-type KMS --key-id alias/aws/kinesis`,
          source: PAGES.streamKey,
        },
      ];
    }
    if (AWS_MANAGED.test(found.key)) return [];
    const { key } = found;
    if (!key.startsWith("arn:") || key.includes(":alias/")) {
      throw new CannotTellError(
        `The stream's key is ${key}: who may use it is written for the key's ARN, which only kms:DescribeKey tells.`,
      );
    }
    const { partition, account } = await identity();
    const users: readonly (readonly [roleArn: string, need: Need, without: string])[] = [
      [
        `arn:${partition}:iam::${account}:role/${names.producerFunction}`,
        { action: "kms:GenerateDataKey", resource: key },
        "every record it sends is refused",
      ],
      [
        (await facts.setup()).roleArn,
        { action: "kms:Decrypt", resource: key },
        "every refresh of the streaming view fails",
      ],
    ];
    const denied = await Promise.all(
      users.map(([roleArn, need]) =>
        ask("iam:SimulatePrincipalPolicy", () => deniedNeeds(reader.iam, roleArn, [need])),
      ),
    );
    return users.flatMap(([roleArn, need, without], index) =>
      (denied[index] ?? []).map(() => ({
        rule: "key-denied",
        severity: "problem" as const,
        found: `${roleArn} may not ${need.action} with the stream's key ${key}.`,
        matters: `Where it may not use the key, ${without}.`,
        mend: `Deploy with PIPELINE_STREAM_KEY_ARN=${key}, which writes ${allowing([need])}; the key's own policy must let the account's policies decide.`,
        source: PAGES.streamKey,
      })),
    );
  },
};
