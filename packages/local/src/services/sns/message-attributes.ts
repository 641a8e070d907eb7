import { z } from "zod";
import { AwsError } from "../../service.ts";
import { blob } from "../wire-value.ts";

/** Attributes of a published message, by name. */
export const messageAttributesSchema = z.record(
  z.string().min(1).max(256),
  z.strictObject({ DataType: z.string().min(1), StringValue: z.string().optional(), BinaryValue: blob.optional() }),
);

export type MessageAttributes = z.output<typeof messageAttributesSchema>;

const DATA_TYPE = /^(String|String\.Array|Number|Binary)$/;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html */
export function checkMessageAttributes(attributes: MessageAttributes): void {
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes)) {
    const hasValue = DataType === "Binary" ? BinaryValue !== undefined : StringValue !== undefined;
    if (DATA_TYPE.test(DataType) && hasValue) continue;
    throw new AwsError(
      "InvalidParameterValue",
      `The message attribute '${name}' needs the data type String, String.Array, Number or Binary and a value of that type.`,
    );
  }
}

/** As they stand in what is delivered: `{name: {Type, Value}}`. */
export function deliveredAttributes(
  attributes: MessageAttributes,
): Readonly<Record<string, { Type: string; Value: string }>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: BinaryValue?.toString("base64") ?? StringValue ?? "" },
    ]),
  );
}
