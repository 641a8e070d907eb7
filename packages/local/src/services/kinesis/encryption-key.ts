import { arnOf } from "../../account.ts";
import { AwsError, type Caller, type ServiceContext } from "../../service.ts";
import type { Stream } from "./stream.ts";
import { streamArn } from "./stream-input.ts";

/** Everyone of the account may use it through Kinesis. */
export const AWS_OWNED_KEY = "alias/aws/kinesis";

export function encryptionOf(stream: Stream): "KMS" | "NONE" {
  return stream.settings.keyId === undefined ? "NONE" : "KMS";
}

/**
 * Writers need `kms:GenerateDataKey` on a stream's own key, readers `kms:Decrypt`.
 * https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
 * @throws {AwsError} KMSAccessDeniedException
 */
export function requireKey(
  { identity, region }: ServiceContext,
  caller: Caller,
  stream: Stream,
  action: "kms:GenerateDataKey" | "kms:Decrypt",
): void {
  const { keyId } = stream.settings;
  if (keyId === undefined || keyId.endsWith(AWS_OWNED_KEY)) return;
  try {
    identity.authorize(caller, action, [keyArn(region, keyId)], {
      "kms:ViaService": `kinesis.${region}.amazonaws.com`,
      "kms:CallerAccount": caller.accountId,
      "kms:EncryptionContext:aws:kinesis:arn": streamArn(region, stream.name),
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw Object.assign(new AwsError("KMSAccessDeniedException", error.message), { cause: error });
  }
}

function keyArn(region: string, keyId: string): string {
  if (keyId.startsWith("arn:")) return keyId;
  return arnOf("kms", region, `key/${keyId}`);
}
