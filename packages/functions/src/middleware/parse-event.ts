import type { MiddlewareObj } from "@middy/core";
import { z } from "zod";

/** The event is not what the function takes. */
export class InvalidEventError extends Error {
  override readonly name = "InvalidEventError";
}

/** Replaces the event by what the schema makes of it. @throws {InvalidEventError} naming each field that is wrong. */
export function parseEvent<Output>(schema: z.ZodType<Output>): MiddlewareObj<Output> {
  const before = (request: { event: unknown }): void => {
    const result = schema.safeParse(request.event);
    if (!result.success) {
      const problems = z.prettifyError(result.error);
      throw new InvalidEventError(`The event can't be used:\n${problems}`, { cause: result.error });
    }
    request.event = result.data;
  };
  return { before };
}
