export const EXIT_OK = 0;
export const EXIT_FAILED = 1;
export const EXIT_BROKEN = 2;
export const EXIT_USAGE = 64;
export const EXIT_INTERRUPTED = 130;

/** What each exit code says, as the help shows it. */
export const EXIT_CODES: Readonly<Record<number, string>> = {
  [EXIT_OK]: "done, or healthy",
  [EXIT_FAILED]: "failed, or degraded (status, doctor); stderr says what and what to do",
  [EXIT_BROKEN]: "broken (status, doctor)",
  [EXIT_USAGE]: "a command line that can't be followed",
  [EXIT_INTERRUPTED]: "ended by Ctrl-C",
};
