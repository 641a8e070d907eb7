import { namesOf, type StageNames } from "@sensor-pipeline/core/names";
import type { AwsCredentialIdentity } from "@smithy/types";
import { identityOf, type PersonIdentity } from "./identity.ts";
import type { LocalEndpoint } from "./local-endpoint.ts";
import { readerCredentials } from "./reader-credentials.ts";
import { roleCredentials } from "./role-credentials.ts";

/** Settings that every SDK client takes: `new SFNClient(target.person)`. */
export interface ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: AwsCredentialIdentity | (() => Promise<AwsCredentialIdentity>);
}

/** The stage's own time: the local AWS may run faster than the clock on the wall. */
export interface StageTime {
  /** Seconds of the stage in a real second. */
  readonly speed: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A stage and where it is. */
export interface Target {
  readonly kind: "local" | "aws";
  readonly names: StageNames;
  /** How a person calls it: `stage dev on the local AWS at http://127.0.0.1:4566`. */
  readonly title: string;
  /** With the person's own credentials: starting executions, putting records, switching schedules. */
  readonly person: ClientSettings;
  /** As the stage's reader role: everything that only looks. */
  readonly reader: ClientSettings;
  /** The reader also where --as has another role do the rest: what is deployed has to be found before anything can be tried on it. */
  readonly finder: ClientSettings;
  /** What time it is there: of metrics, alarms, arrivals. Whatever paces this program takes the context's clock. */
  readonly time: StageTime;
  /** Account, partition and region of the person, asked for once. */
  readonly identity: () => Promise<PersonIdentity>;
}

const REAL_TIME: StageTime = { speed: 1, now: () => Date.now() };

/** A stage on the local AWS, whose administrator is whoever calls it. @param as the role that does everything instead */
export function localTarget({ url, region, stage, clock }: LocalEndpoint, as?: string): Target {
  const credentials = { accessKeyId: "operator", secretAccessKey: "operator" };
  const { speed, startedAt, localStart } = clock;
  const time = { speed, now: () => localStart + (Date.now() - startedAt) * speed };
  const person = { endpoint: url, region, credentials };
  return targetWith("local", namesOf(stage), { place: `the local AWS at ${url}`, person, time, as });
}

/** A stage on AWS, by the SDK's usual credentials. @param endpoint the SDK's own AWS_ENDPOINT_URL, to be told */
export function awsTarget(
  names: StageNames,
  { region, endpoint, as }: Readonly<Partial<Record<"region" | "endpoint" | "as", string | undefined>>>,
): Target {
  const place = `AWS${region ? ` in ${region}` : ""}${endpoint ? ` at ${endpoint}` : ""}`;
  return targetWith("aws", names, { place, person: region === undefined ? {} : { region }, time: REAL_TIME, as });
}

interface Whereabouts {
  readonly place: string;
  readonly person: ClientSettings;
  readonly time: StageTime;
  readonly as: string | undefined;
}

function targetWith(kind: Target["kind"], names: StageNames, { place, person, time, as }: Whereabouts): Target {
  const identity = askedOnce(person);
  const finder = { ...person, credentials: readerCredentials({ names, person, identity, time }) };
  const title = `stage ${names.stage} on ${place}`;
  if (as === undefined) return { kind, names, title, person, reader: finder, finder, identity, time };
  const role = { ...person, credentials: roleCredentials(as, kind, { names, person, identity, time }) };
  return {
    ...{ kind, names, finder, time },
    title: `${title} as the role ${as}`,
    ...{ person: role, reader: role, identity: askedOnce(role) },
  };
}

function askedOnce(settings: ClientSettings): () => Promise<PersonIdentity> {
  let asked: Promise<PersonIdentity> | undefined;
  return () => {
    asked ??= identityOf(settings);
    return asked;
  };
}
