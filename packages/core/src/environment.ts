import { z } from "zod";

/** Variables as a process or a function's configuration has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable that infra sets is missing or wrong. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/** What a function's environment says. @throws {EnvironmentError} naming each variable that is wrong. */
export function readEnvironment<Output>(schema: z.ZodType<Output>, variables: Variables): Output {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  throw new EnvironmentError(
    `The function's environment is wrong, see its entry in infra/:\n${z.prettifyError(result.error)}`,
    { cause: result.error },
  );
}
