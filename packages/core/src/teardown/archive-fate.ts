/** What becomes of the archive in a teardown: nothing can bring its records back. */
export type ArchiveFate = "none" | "dropped" | "kept";

/** An empty archive goes, a full one only when it is asked for. @param records undefined where there is no archive */
export function archiveFate(records: number | undefined, isAsked: boolean): ArchiveFate {
  if (records === undefined) return "none";
  return records === 0 || isAsked ? "dropped" : "kept";
}
