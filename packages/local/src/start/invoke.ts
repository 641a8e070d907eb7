import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";

/** A function's own error: what it threw, as Lambda answers it. */
export class FunctionFailedError extends Error {
  override readonly name = "FunctionFailedError";
}

/** Invokes a function as a person would and gives what it returned. @throws {FunctionFailedError} */
export async function invoke(lambda: LambdaClient, functionName: string, event: unknown): Promise<unknown> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  const text = Payload ? Buffer.from(Payload).toString() : "null";
  if (FunctionError) throw new FunctionFailedError(`The function ${functionName} failed: ${text}`);
  return JSON.parse(text) as unknown;
}
