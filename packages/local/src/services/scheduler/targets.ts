import { type Caller, NotSupportedError, type ServiceContext } from "../../service.ts";

/** A kind of target that schedules here can call. */
export interface TargetKind {
  readonly pattern: RegExp;
  readonly invoke: (context: ServiceContext, caller: Caller, arn: string, input: string) => Promise<unknown>;
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html */
const TARGETS: readonly TargetKind[] = [
  {
    pattern: /^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:/,
    invoke: ({ call }, caller, arn, input) =>
      call(caller, "lambda", "Invoke", { FunctionName: arn, InvocationType: "Event", Payload: Buffer.from(input) }),
  },
  {
    pattern: /^arn:aws:states:[a-z0-9-]+:\d{12}:stateMachine:/,
    invoke: ({ call }, caller, arn, input) => call(caller, "states", "StartExecution", { stateMachineArn: arn, input }),
  },
];

/** @throws {NotSupportedError} naming a target that schedules here can't call. */
export function targetOf(arn: string): TargetKind {
  const kind = TARGETS.find(({ pattern }) => pattern.test(arn));
  if (!kind) throw new NotSupportedError(`The schedule target ${arn} (functions and state machines are, which)`);
  return kind;
}
