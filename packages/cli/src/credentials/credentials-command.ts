import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";

/** `pipeline credentials`: a role's credentials, for other programs. */
export function addCredentialsCommand(program: Command): void {
  addCommand(program, {
    usage: "credentials",
    summary: "a role's credentials for other programs, the AWS CLI above all: the reader's, or --as another's",
    examples: [
      ['eval "$(pipeline credentials --as alerts)"', "the shell's programs act as that role from now on"],
      ["credentials --json", "as a credential_process of the AWS CLI's configuration gives them"],
    ],
    schema: z.object({}),
    load: async () => (await import("./run-credentials.ts")).runCredentials,
  });
}
