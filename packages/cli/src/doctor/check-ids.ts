/** Every check in the order of the data's way, and the question it answers. */
export const CHECKS = {
  reader: "Can you take on the stage's reader role, which looks at everything?",
  person: "May you do what only a person starts: set-up, refresh, sending records, schedules?",
  schedules: "Are the schedules on?",
  functions: "Do the producer and the alert evaluation run without errors?",
  "failed-events": "Are the queues of failed events empty?",
  stream: "Is the stream there, ACTIVE and in lower case?",
  "stream-key": "May its key be used by who writes and who reads?",
  traffic: "Does the stream receive records?",
  throttling: "Does the stream take and give everything it is asked?",
  permissions: "May each role of the stage do what it has to, action by action?",
  "role-association": "Is the role that reads the stream associated with the warehouse?",
  "role-trust": "Is that role there, and does it trust Redshift?",
  network: "Does the workgroup have its subnets and a way to Kinesis?",
  setup: "Has set-up run, and is everything there that it makes?",
  grants: "May the database's roles read the views?",
  "external-schema": "Does the external schema name the stage's role?",
  "landing-view": "Does the streaming view read the stage's stream?",
  refresh: "Do refreshes of the views on the stream succeed?",
  "refresh-mode": "Is the streaming view refreshed by itself, as the stage wants it?",
  "owner-runs": "Did the last refresh, retention and the like of the owner's state machines succeed?",
  lag: "Has every shard been read up to its tip?",
  "skipped-records": "Has Redshift skipped records?",
  "hot-keys": "Are the records spread over keys and shards?",
  encoding: "Do records come as plain JSON?",
  "key-case": "Are the keys of the readings in lower case?",
  "clock-skew": "Do the clocks of the sensors agree with arrival?",
  alarms: "Does every alarm know its state?",
} as const;

export type CheckId = keyof typeof CHECKS;

export const CHECK_IDS = Object.keys(CHECKS) as readonly CheckId[];

export function isCheckId(text: string): text is CheckId {
  return Object.hasOwn(CHECKS, text);
}
