import type { CallInProgress, Run } from "./call-faults.ts";
import type { AwsFailure } from "./fault-rule.ts";

export interface RefusedShare {
  /** From 0 to 1, of the records of all requests: one by one, by lot. */
  readonly share: number;
  readonly failure: AwsFailure;
  readonly random: () => number;
}

interface PutRecordsInput {
  Records: readonly unknown[];
}

interface PutRecordsOutput {
  readonly FailedRecordCount: number;
  readonly Records: readonly object[];
}

/**
 * PutRecords of which some records are refused: the others are written, and the answer names each in its place.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
 */
export async function refuseRecords(
  { operation, input }: CallInProgress,
  run: Run,
  { share, failure, random }: RefusedShare,
): Promise<PutRecordsOutput> {
  if (operation !== "PutRecords")
    throw new Error(`Records of ${operation} can't be refused one by one: PutRecords alone.`);
  const { Records: records } = input as PutRecordsInput;
  const refused = records.map(() => random() < share);
  const accepted = records.filter((_, index) => !refused[index]);
  const answers: object[] =
    accepted.length === 0
      ? []
      : [...((await run({ ...(input as object), Records: accepted })) as PutRecordsOutput).Records];
  const entries = refused.map((isRefused) =>
    isRefused ? { ErrorCode: failure.code, ErrorMessage: failure.message } : (answers.shift() ?? {}),
  );
  return { FailedRecordCount: entries.filter((entry) => "ErrorCode" in entry).length, Records: entries };
}
