/** A time in milliseconds since the epoch as a TIMESTAMP without zone, in UTC. */
export function timestampText(time: number): string {
  return new Date(time).toISOString().slice(0, -1).replace("T", " ");
}
