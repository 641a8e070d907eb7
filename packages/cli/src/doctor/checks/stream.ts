import { ListStreamsCommand } from "@aws-sdk/client-kinesis";
import type { Check, Finding } from "../check.ts";
import type { Examination } from "../examination.ts";
import { PAGES } from "../pages.ts";

/** The stage's stream, and whether another one is there that differs from it by upper case alone. */
export const stream: Check = {
  id: "stream",
  needs: ["reader"],
  async run(examination) {
    const { facts, names, identity } = examination;
    const [found, twins, { region }] = await Promise.all([facts.stream(), inUpperCase(examination), identity()]);
    if (found === undefined) return [missing(names.stream, region, twins)];
    const findings = twins.map((twin) => nameInUpperCase(twin, names.stream));
    return found.status === "ACTIVE" ? findings : [notActive(found.name, found.status), ...findings];
  },
};

function missing(name: string, region: string, twins: readonly string[]): Finding {
  const near = twins.length === 0 ? "" : ` There is ${twins.join(", ")}: names of streams differ by case.`;
  return {
    rule: "stream-missing",
    severity: "problem",
    found: `The stream ${name} does not exist in ${region}.${near}`,
    matters: "Nothing can be sent, and every refresh of the streaming view fails.",
    mend: `npx sst deploy, or: aws kinesis create-stream --stream-name ${name} --shard-count 1 --region ${region}`,
    source: PAGES.createStream,
    blocks: true,
  };
}

function nameInUpperCase(twin: string, name: string): Finding {
  return {
    rule: "stream-twin",
    severity: "warning",
    found: `There is a stream ${twin} beside ${name}: the two differ by upper case alone.`,
    matters:
      "Redshift folds the name in a view to lower case: whoever sends to the one in upper case never sees a record, and its own view fails in auto refresh.",
    mend: `Send to ${name}; when nothing sends to the other any more: aws kinesis delete-stream --stream-name ${twin}`,
    source: PAGES.streaming,
  };
}

function notActive(name: string, status: string): Finding {
  const passes = status === "UPDATING";
  return {
    rule: "stream-not-active",
    severity: passes ? "warning" : "problem",
    found: `The stream ${name} is ${status}.`,
    matters: passes
      ? "It takes and gives records, but can't be changed until it is ACTIVE."
      : "It takes and gives no records.",
    mend:
      status === "DELETING"
        ? `When it is gone, deploy the stage again: npx sst deploy`
        : `Wait: aws kinesis wait stream-exists --stream-name ${name}`,
    source: PAGES.createStream,
    blocks: !passes,
  };
}

async function inUpperCase({ ask, reader, names }: Examination): Promise<readonly string[]> {
  const twins: string[] = [];
  let token: string | undefined;
  do {
    const command = new ListStreamsCommand({ NextToken: token });
    const { StreamNames = [], NextToken } = await ask("kinesis:ListStreams", () => reader.kinesis.send(command));
    twins.push(...StreamNames.filter((name) => name !== names.stream && name.toLowerCase() === names.stream));
    token = NextToken;
  } while (token);
  return twins;
}
