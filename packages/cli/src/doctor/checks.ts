import type { Check } from "./check.ts";
import { CHECK_IDS, type CheckId } from "./check-ids.ts";
import { alarms } from "./checks/alarms.ts";
import { clockSkew } from "./checks/clock-skew.ts";
import { encoding } from "./checks/encoding.ts";
import { externalSchema } from "./checks/external-schema.ts";
import { failedEvents } from "./checks/failed-events.ts";
import { functions } from "./checks/functions.ts";
import { grants } from "./checks/grants.ts";
import { hotKeys } from "./checks/hot-keys.ts";
import { keyCase } from "./checks/key-case.ts";
import { lag } from "./checks/lag.ts";
import { landingView } from "./checks/landing-view.ts";
import { network } from "./checks/network.ts";
import { ownerRuns } from "./checks/owner-runs.ts";
import { permissions } from "./checks/permissions.ts";
import { person } from "./checks/person.ts";
import { reader } from "./checks/reader.ts";
import { refresh } from "./checks/refresh.ts";
import { refreshMode } from "./checks/refresh-mode.ts";
import { roleAssociation } from "./checks/role-association.ts";
import { roleTrust } from "./checks/role-trust.ts";
import { schedules } from "./checks/schedules.ts";
import { setup } from "./checks/setup.ts";
import { skippedRecords } from "./checks/skipped-records.ts";
import { stream } from "./checks/stream.ts";
import { streamKey } from "./checks/stream-key.ts";
import { throttling } from "./checks/throttling.ts";
import { traffic } from "./checks/traffic.ts";

const BY_ID: Readonly<Record<CheckId, Check>> = {
  reader,
  person,
  schedules,
  functions,
  "failed-events": failedEvents,
  stream,
  "stream-key": streamKey,
  traffic,
  throttling,
  permissions,
  "role-association": roleAssociation,
  "role-trust": roleTrust,
  network,
  setup,
  "external-schema": externalSchema,
  "landing-view": landingView,
  grants,
  refresh,
  "refresh-mode": refreshMode,
  lag,
  "owner-runs": ownerRuns,
  "skipped-records": skippedRecords,
  "hot-keys": hotKeys,
  encoding,
  "key-case": keyCase,
  "clock-skew": clockSkew,
  alarms,
};

/** Every check, in the order of the data's way: what one needs comes before it. */
export const ALL_CHECKS: readonly Check[] = CHECK_IDS.map((id) => BY_ID[id]);
