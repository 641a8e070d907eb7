import {
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";

const COMMANDS = {
  execute: ExecuteStatementCommand,
  describe: DescribeStatementCommand,
  result: GetStatementResultCommand,
  cancel: CancelStatementCommand,
};

type Operation = keyof typeof COMMANDS;
type Answer = object | Error | ((input: unknown) => object | Error);

/** For tests: a real client whose operations answer without a network, each in turn, its last answer for ever. */
export class FakeDataApi {
  readonly client = new RedshiftDataClient({ region: "eu-central-1" });
  /** Operations in the order in which they were called, with their input. */
  readonly calls: { readonly operation: Operation; readonly input: unknown }[] = [];

  constructor(answers: Partial<Record<Operation, readonly Answer[]>>) {
    this.client.middlewareStack.add(
      (_next, context) => async (args) => {
        const operation = operationOf(context.commandName);
        const before = this.calls.filter((call) => call.operation === operation).length;
        this.calls.push({ operation, input: args.input });
        const list = answers[operation] ?? [];
        const answer = list[Math.min(before, list.length - 1)] ?? new Error(`no answer to ${operation}`);
        const output = typeof answer === "function" ? answer(args.input) : answer;
        if (output instanceof Error) throw output;
        return { output: { $metadata: {}, ...output }, response: {} };
      },
      { step: "initialize", name: "fakeDataApi" },
    );
  }

  inputsOf(operation: Operation): readonly unknown[] {
    return this.calls.filter((call) => call.operation === operation).map(({ input }) => input);
  }
}

function operationOf(commandName: string | undefined): Operation {
  for (const operation of ["execute", "describe", "result", "cancel"] as const) {
    if (COMMANDS[operation].name === commandName) return operation;
  }
  throw new Error(`The code under test called ${commandName}, which it never did before.`);
}
