import { arnOf } from "../account.ts";
import { AwsError, type Caller, NotSupportedError, type ServiceContext } from "../service.ts";

/** AWS's own keys: everybody of the account may use them through their service, and AWS's other services may not. */
const AWS_MANAGED = /(^|:)alias\/aws\//;
const NEEDED = ["kms:GenerateDataKey", "kms:Decrypt"];

/**
 * What encrypts a topic or a queue has to be allowed to whoever sends to it. Nothing is encrypted here.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * @throws {AwsError} KMSAccessDenied
 * @throws {NotSupportedError} for a service of AWS's and a customer's key, which that key's policy decides: there are none here
 */
export function requireKeyOf(
  { identity, region }: Pick<ServiceContext, "identity" | "region">,
  caller: Caller,
  keyId: string | undefined,
): void {
  if (!keyId) return;
  if (caller.kind === "service") {
    if (AWS_MANAGED.test(keyId)) throw new AwsError("KMSAccessDenied", wordsFor(caller));
    throw new NotSupportedError(`The policy of the key ${keyId}, which would have to let ${caller.arn} use it,`);
  }
  if (AWS_MANAGED.test(keyId)) return;
  const key = keyId.startsWith("arn:") ? keyId : arnOf("kms", region, keyId.includes("/") ? keyId : `key/${keyId}`);
  try {
    for (const action of NEEDED) identity.authorize(caller, action, [key]);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw Object.assign(new AwsError("KMSAccessDenied", error.message), { cause: error });
  }
}

/** As an alarm's history has it: https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns */
function wordsFor({ arn }: Caller): string {
  if (arn === "cloudwatch.amazonaws.com") {
    return "CloudWatch Alarms does not have authorization to access the SNS topic encryption key.";
  }
  return `${arn} does not have authorization to access the encryption key.`;
}
