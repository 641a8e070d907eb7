import type { Json } from "../definition.ts";
import { sdkAnswer } from "./sdk-answer.ts";
import { serviceError } from "./service-error.ts";
import type { TaskHandler } from "./task.ts";

const ERRORS = [
  "AuthorizationErrorException",
  "InternalErrorException",
  "InvalidParameterException",
  "NotFoundException",
];

/** `arn:aws:states:::sns:publish`; a message that is no text is sent as JSON: https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html */
export const snsPublish: TaskHandler = async (context, caller, parameters) => {
  const { Message, ...rest } = parameters as Readonly<Record<string, Json>>;
  const text = typeof Message === "string" ? Message : JSON.stringify(Message);
  try {
    return sdkAnswer(await context.call(caller, "sns", "Publish", { ...rest, Message: text }));
  } catch (error) {
    throw serviceError(error, "Sns", ERRORS);
  }
};
