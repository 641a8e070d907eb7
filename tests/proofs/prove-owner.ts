import { FATES, type Fate, type Interruption } from "./interrupted-warehouse.ts";
import { SchemaChangeProof } from "./schema-change-proof.ts";
import { SetupProof } from "./setup-proof.ts";

const FATE_NAMES = Object.keys(FATES) as readonly Fate[];

/** One case of the whole matrix, and why it failed. */
export interface ProvedCase {
  readonly name: string;
  readonly milliseconds: number;
  readonly failure?: string;
}

/** What can be proved by itself. */
export const PARTS = ["set-up", "schema-change", "refused-condition"] as const;

export type Part = (typeof PARTS)[number];

/**
 * The whole matrix of set-up and of the schema change: each state, each way in which an execution can end in it, and run again;
 * and what else can happen to them. A few minutes a part.
 * @param options.onCase hears of each case as it ends
 */
export async function proveOwner({
  parts = PARTS,
  onCase,
}: {
  readonly parts?: readonly Part[];
  readonly onCase: (proved: ProvedCase) => void;
}): Promise<readonly ProvedCase[]> {
  const cases: ProvedCase[] = [];
  const prove = async (name: string, run: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    let failure: string | undefined;
    try {
      await run();
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    const milliseconds = Math.round(performance.now() - began);
    const proved = { name, milliseconds, ...(failure === undefined ? {} : { failure }) };
    cases.push(proved);
    onCase(proved);
  };
  if (parts.includes("set-up")) await proveSetup(prove);
  if (parts.includes("schema-change")) await proveSchemaChange(prove);
  if (parts.includes("refused-condition")) await proveRefusedCondition(prove);
  return cases;
}

type Prove = (name: string, run: () => Promise<unknown>) => Promise<void>;

async function proveSetup(prove: Prove): Promise<void> {
  const proof = await SetupProof.begin();
  try {
    await prove("set-up: run twice", () => proof.again());
    await prove("set-up: each call troubled once", () => proof.troubled());
    await prove("set-up: two at once", () => proof.atOnce());
    await prove("set-up: after a schema change", () => proof.afterSchemaChange());
    await prove("set-up: interrupted in turn", () => proof.interruptedInTurn());
    for (const interruption of everyWay(proof.states))
      await prove(`set-up: ${inWords(interruption)}`, () => proof.interrupted([interruption]));
  } finally {
    await proof.close();
  }
}

async function proveSchemaChange(prove: Prove): Promise<void> {
  const what = "schema change";
  const proof = await SchemaChangeProof.begin();
  try {
    const ways: (readonly string[])[] = [];
    for (const direction of ["there", "back"])
      await prove(`${what}: ${direction}`, async () => ways.push(await proof.change()));
    await prove(`${what}: each call troubled once`, () => proof.troubled());
    await prove(`${what}: each call troubled once, back`, () => proof.troubled());
    await prove(`${what}: a late refresh of the old view`, () => proof.lateRefresh());
    await prove(`${what}: set-up, refresh and retention meanwhile`, () => proof.othersMeanwhile());
    await prove(`${what}: taken back`, () => proof.takenBack());
    await prove(`${what}: two at once`, () => proof.atOnce());
    await prove(`${what}: two at once, back`, () => proof.atOnce());
    // There and back in turn: the states of the one and the states of the other.
    const [there = [], back = []] = ways.map(everyWay);
    for (const [index, interruption] of there.entries()) {
      await prove(`${what}: ${inWords(interruption)}`, () => proof.interrupted([interruption]));
      const other = back[index];
      if (other) await prove(`${what}: ${inWords(other)}`, () => proof.interrupted([other]));
    }
    await prove(`${what}: nothing differs`, () => proof.unneeded());
  } finally {
    await proof.close();
  }
}

/** A warehouse that deletes from a streaming view by no condition: what had left goes another way. */
async function proveRefusedCondition(prove: Prove): Promise<void> {
  const what = "schema change, the condition refused";
  const proof = await SchemaChangeProof.begin({ refuseConditionalDelete: true });
  try {
    const ways: (readonly string[])[] = [];
    for (const direction of ["there", "back"])
      await prove(`${what}: ${direction}`, async () => ways.push(await proof.change()));
    const [there = [], back = []] = ways;
    for (const [first, fate] of FATE_NAMES.entries()) {
      await prove(`${what}: interrupted in turn, from ${fate} on`, () => proof.interruptedInTurn(there, first));
      await prove(`${what}: the same back`, () => proof.interruptedInTurn(back, first));
    }
    await prove(`${what}: a late refresh of the old view`, () => proof.lateRefresh());
    await prove(`${what}: set-up, refresh and retention meanwhile`, () => proof.othersMeanwhile());
  } finally {
    await proof.close();
  }
}

function everyWay(states: readonly string[]): readonly Interruption[] {
  return states.flatMap((state) => FATE_NAMES.map((fate) => ({ state, fate })));
}

function inWords({ state, fate }: Interruption): string {
  return `${fate} in "${state}"`;
}
