import type { Observation, RecordPlace } from "./observation.ts";

/** Named in a sentence at most; the rest is counted. */
const NAMED = 3;

type Records = Observation["records"];

/**
 * Sent is landed and rejected, nothing else, and each record is visible once.
 * @returns what is wrong, a sentence each
 */
export function judgeRecords(records: Records): readonly string[] {
  return [...judgeSent(records), ...judgeLanded(records), ...judgeArchived(records), ...judgeStates(records)];
}

/** Each reading asked for is in the stream, or its batch is kept. */
function judgeSent({ asked, kept, accepted }: Records): readonly string[] {
  const sent = new Set(accepted.map(({ event }) => event));
  const lost = [...asked]
    .filter(([batch]) => !kept.includes(batch))
    .flatMap(([, events]) => events.filter((event) => !sent.has(event)));
  return sentence(lost, (count) => `${count} of the readings asked for were neither sent nor kept`);
}

/** Each record accepted has landed once, and no other has. */
function judgeLanded({ accepted, landed, expiry }: Records): readonly string[] {
  const taken = new Map(accepted.map((record) => [placeOf(record), record]));
  const rows = new Map<string, number>();
  for (const record of landed) rows.set(placeOf(record), (rows.get(placeOf(record)) ?? 0) + 1);
  const missing = [...taken].filter(([place]) => !rows.has(place)).map(([, record]) => record);
  const mustBeThere = missing.filter(({ at }) => expiry === undefined || at >= expiry.held);
  const mustBeGone = accepted.filter((record) => expiry && record.at < expiry.lost && rows.has(placeOf(record)));
  return [
    ...sentence(mustBeThere.map(placeOf), (count) => `${count} accepted records have not landed`),
    ...sentence(mustBeGone.map(placeOf), (count) => `${count} records are still there that had to go`),
    ...(expiry && missing.length === 0 ? ["No record expired: the run shows nothing."] : []),
    ...sentence(
      [...rows.keys()].filter((place) => !taken.has(place)),
      (count) => `${count} records landed that the stream never took`,
    ),
    ...sentence(
      [...rows].filter(([, count]) => count > 1).map(([place]) => place),
      (count) => `${count} records landed more than once`,
    ),
  ];
}

/** Each record that was let go is in the archive once, and no other is. */
function judgeArchived({ accepted, expiry, archived }: Records): readonly string[] {
  if (!expiry || !archived) return [];
  const wanted = new Set(accepted.filter(({ at }) => at < expiry.held).map(placeOf));
  const places = archived.map(placeOf);
  const found = new Set(places);
  return [
    ...sentence(
      [...wanted].filter((place) => !found.has(place)),
      (count) => `${count} records were let go and are not in the archive`,
    ),
    ...sentence(
      [...found].filter((place) => !wanted.has(place)),
      (count) => `${count} records are in the archive that were not let go`,
    ),
    ...(places.length > found.size ? [`${places.length - found.size} records are in the archive more than once.`] : []),
  ];
}

/** Of the copies of a reading that have landed exactly one is visible, and what can't be used is in quarantine. */
function judgeStates({ accepted, landed }: Records): readonly string[] {
  const taken = new Map(accepted.map((record) => [placeOf(record), record]));
  const rows = landed.flatMap((row) => {
    const record = taken.get(placeOf(row));
    return record ? [{ place: placeOf(row), state: row.state, event: record.event, usable: record.usable }] : [];
  });
  const visible = new Map<string, number>();
  for (const { event, state } of rows) visible.set(event, (visible.get(event) ?? 0) + (state === "visible" ? 1 : 0));
  const usable = rows.filter((row) => row.usable);
  return [
    ...sentence(
      [...new Set(usable.map(({ event }) => event))].filter((event) => visible.get(event) === 0),
      (count) => `${count} readings are not visible, though a copy has landed`,
    ),
    ...sentence(
      [...visible].filter(([, count]) => count > 1).map(([event]) => event),
      (count) => `${count} readings are visible more than once`,
    ),
    ...sentence(
      usable.filter(({ state }) => state === "quarantined").map(({ place }) => place),
      (count) => `${count} usable records are in quarantine`,
    ),
    ...sentence(
      rows.filter((row) => !row.usable && row.state !== "quarantined").map(({ place }) => place),
      (count) => `${count} unusable records are not in quarantine`,
    ),
  ];
}

function placeOf({ shardId, sequenceNumber }: RecordPlace): string {
  return `${shardId}:${sequenceNumber}`;
}

function sentence(found: readonly string[], words: (count: number) => string): readonly string[] {
  if (found.length === 0) return [];
  const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : "";
  return [`${words(found.length)}: ${found.slice(0, NAMED).join(", ")}${more}.`];
}
