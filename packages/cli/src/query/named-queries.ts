/** A number of a file's that a flag replaces; the file marks it. */
export type QueryNumber = "minutes" | "hours" | "limit";

export interface NamedQuery {
  /** In sql/queries. */
  readonly file: string;
  readonly question: string;
  readonly numbers: readonly QueryNumber[];
}

/** The pipeline's own questions, as they are typed. */
export const NAMED_QUERIES: Readonly<Record<string, NamedQuery>> = {
  recent: { file: "recent-readings.sql", question: "the newest readings", numbers: ["minutes", "limit"] },
  alerts: { file: "temperature-alerts.sql", question: "readings that were too high or too low", numbers: ["hours"] },
  sensors: {
    file: "sensor-states.sql",
    question: "sensors that are high, low, silent, stuck or in error",
    numbers: [],
  },
  summary: { file: "status-summary.sql", question: "readings and mean temperature by status", numbers: ["hours"] },
  quarantine: { file: "quarantine.sql", question: "records that can't be used, and why", numbers: [] },
  encodings: { file: "encodings.sql", question: "in which encodings the records came", numbers: [] },
  freshness: { file: "freshness.sql", question: "how far each shard has been read", numbers: [] },
};
