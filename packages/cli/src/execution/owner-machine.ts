import { DescribeStateMachineCommand, SFNClient, StateMachineDoesNotExist } from "@aws-sdk/client-sfn";
import { DeployedMachine } from "@sensor-pipeline/core/setup/deployed-machine";
import { CommandError } from "../command/command-error.ts";
import { stateMachineArn } from "../target/identity.ts";
import type { Target } from "../target/target.ts";

/** One of the stage's state machines that act as the warehouse's owner. */
export interface OwnerMachine {
  readonly name: string;
  readonly arn: string;
  readonly deployed: DeployedMachine;
  /** Its text, as it is deployed. */
  readonly definition: string;
  /** As the stage's reader: looking at executions. */
  readonly reader: SFNClient;
  /** As the person: starting them. */
  readonly person: SFNClient;
  close(): void;
}

/** Finds a state machine of the stage. @throws {CommandError} when the stage has none of that name */
export async function openOwnerMachine(target: Target, name: string): Promise<OwnerMachine> {
  const machine = await findOwnerMachine(target, name);
  if (machine !== undefined) return machine;
  const { stage } = target.names;
  throw new CommandError(
    `There is no state machine ${name} for ${target.title}: deploy it (npx sst deploy --stage ${stage}), or name another with --stage.`,
  );
}

/** The same; undefined when the stage has none of that name. */
export async function findOwnerMachine(target: Target, name: string): Promise<OwnerMachine | undefined> {
  const arn = stateMachineArn(await target.identity(), name);
  const [reader, person] = [new SFNClient(target.reader), new SFNClient(target.person)];
  const close = () => {
    reader.destroy();
    person.destroy();
  };
  try {
    const { definition = "" } = await reader.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    return { name, arn, definition, deployed: new DeployedMachine(definition), reader, person, close };
  } catch (error) {
    close();
    if (error instanceof StateMachineDoesNotExist) return undefined;
    throw error;
  }
}
