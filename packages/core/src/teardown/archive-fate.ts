/** What becomes of the archive in a teardown: nothing can bring its records back. */
export type ArchiveFate = "none" | "dropped" | "kept";

/** How many records are archived: undefined where there is no archive, `unseen` where the signed-in user may not count them. */
export type Archived = number | "unseen" | undefined;

/** An empty archive goes, any other only when it is asked for. */
export function archiveFate(records: Archived, isAsked: boolean): ArchiveFate {
  if (records === undefined) return "none";
  return records === 0 || isAsked ? "dropped" : "kept";
}
