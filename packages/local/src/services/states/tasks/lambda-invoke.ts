import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AwsError } from "../../../service.ts";
import type { Json } from "../definition.ts";
import { StatesError } from "../states-error.ts";
import type { TaskHandler } from "./task.ts";

const failure = z.looseObject({ errorType: z.string().default("Lambda.Unknown") });

/** `arn:aws:states:::lambda:invoke`: https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
export const lambdaInvoke: TaskHandler = async (context, caller, parameters) => {
  const { Payload, ...rest } = parameters as Readonly<Record<string, Json>>;
  const answer = await invoke();
  const text = answer.Payload ? Buffer.from(answer.Payload).toString("utf8") : "null";
  const payload = JSON.parse(text) as Json;
  if (answer.FunctionError) throw new StatesError(failure.parse(payload).errorType, text);
  return { ExecutedVersion: answer.ExecutedVersion ?? "$LATEST", Payload: payload, StatusCode: answer.StatusCode };

  async function invoke() {
    try {
      return await context.call<{
        readonly StatusCode: number;
        readonly ExecutedVersion?: string;
        readonly FunctionError?: string;
        readonly Payload?: Uint8Array;
      }>(caller, "lambda", "Invoke", {
        ...rest,
        ...(Payload === undefined ? {} : { Payload: Buffer.from(JSON.stringify(Payload)) }),
      });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // The optimised integration names all of Lambda's own errors, unlike aws-sdk ones.
      const cause = `${error.message} (Service: Lambda, Status Code: ${error.status}, Request ID: ${randomUUID()})`;
      throw new StatesError(`Lambda.${error.code}`, cause, { cause: error });
    }
  }
};
