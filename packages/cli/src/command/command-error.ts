import { EXIT_FAILED, EXIT_USAGE } from "./exit-code.ts";

/** What the person who typed the command can understand and mend: the message is all they see. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
  readonly exitCode: number;
  constructor(message: string, options: ErrorOptions & { readonly exitCode?: number } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? EXIT_FAILED;
  }
}

/** The command line can't be followed: one sentence that names the option and what is allowed. */
export class UsageError extends CommandError {
  override readonly name = "UsageError";
  constructor(message: string) {
    super(message, { exitCode: EXIT_USAGE });
  }
}
