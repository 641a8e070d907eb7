import { PAUSABLE, type Pausable, readPauseNote, writePauseNote } from "./pause-note.ts";
import { changeSchedule, type StageSchedule } from "./stage-schedule.ts";
import {
  pagingAlarm,
  readAlarmActions,
  readSchedules,
  type StageClients,
  type SwitchChange,
  setAlarmActions,
} from "./stage-switches.ts";

/** Whichever of its two names it has. */
const LANDING_VIEW = "landing view";

type OnChange = (change: SwitchChange) => void;

/**
 * Switches off what makes an idle stage cost: its schedules and auto refresh, and the message of the alarm that they would
 * raise. What was on is written down first, in the schedules' own descriptions, so that a resume switches on that and
 * nothing else, whoever pauses and resumes, and from wherever. Paused again, it goes on where it stopped, and forgets nothing.
 * @returns every switch as it was and is
 * @throws {NothingToPauseError} and what the services answer
 */
export async function pauseStage(
  clients: StageClients,
  onChange: OnChange = () => undefined,
): Promise<readonly SwitchChange[]> {
  const { names, autoRefresh } = clients;
  const { keeper, others } = await readSchedules(clients);
  const alarmWasOn = await readAlarmActions(clients);
  const refreshWasOn = await autoRefresh.isOn();
  const report = reporter(onChange);
  const found: Pausable[] = [
    ...(alarmWasOn ? (["alarm actions"] as const) : []),
    ...(refreshWasOn ? (["auto refresh"] as const) : []),
  ];
  // First, because it holds the note of what follows.
  await switchOff(clients, keeper, found);
  report("schedule", keeper.Name, isEnabled(keeper), false);
  if (alarmWasOn) await setAlarmActions(clients, false);
  if (alarmWasOn !== undefined) report("alarm actions", pagingAlarm(names), alarmWasOn, false);
  for (const schedule of others) {
    await switchOff(clients, schedule, []);
    report("schedule", schedule.Name, isEnabled(schedule), false);
  }
  if (refreshWasOn) await autoRefresh.set(false);
  if (refreshWasOn !== undefined) report("auto refresh", LANDING_VIEW, refreshWasOn, false);
  return report.changes;
}

/**
 * Switches on what a pause switched off, and leaves off what was off before. Stopped halfway and started again, it goes on: the
 * notes of what is still to do go last.
 * @returns every switch as it was and is
 * @throws {NothingToPauseError} and what the services answer
 */
export async function resumeStage(
  clients: StageClients,
  onChange: OnChange = () => undefined,
): Promise<readonly SwitchChange[]> {
  const { names, autoRefresh } = clients;
  const { keeper, others } = await readSchedules(clients);
  const { paused } = readPauseNote(keeper.Description);
  const report = reporter(onChange);
  if (paused.includes("auto refresh")) {
    const wasOn = (await autoRefresh.isOn()) ?? false;
    await autoRefresh.set(true);
    report("auto refresh", LANDING_VIEW, wasOn, true);
  }
  for (const schedule of others) {
    const isOn = await switchOn(clients, schedule);
    report("schedule", schedule.Name, isEnabled(schedule), isOn);
  }
  if (paused.includes("alarm actions")) {
    const wasOn = (await readAlarmActions(clients)) ?? false;
    await setAlarmActions(clients, true);
    report("alarm actions", pagingAlarm(names), wasOn, true);
  }
  const isOn = await switchOn(clients, keeper);
  report("schedule", keeper.Name, isEnabled(keeper), isOn);
  return report.changes;
}

function reporter(onChange: OnChange) {
  const changes: SwitchChange[] = [];
  const report = (kind: Pausable, name: string, before: boolean, now: boolean): void => {
    const change: SwitchChange = { kind, name, before: before ? "on" : "off", now: now ? "on" : "off" };
    changes.push(change);
    onChange(change);
  };
  return Object.assign(report, { changes });
}

function isEnabled({ State }: StageSchedule): boolean {
  return State === "ENABLED";
}

/** The note and the state change in one request, so neither is ever without the other. */
async function switchOff({ person }: StageClients, schedule: StageSchedule, found: readonly Pausable[]): Promise<void> {
  const { text, paused } = readPauseNote(schedule.Description);
  const all = new Set<Pausable>([...paused, ...found, ...(isEnabled(schedule) ? (["schedule"] as const) : [])]);
  if (!isEnabled(schedule) && all.size === paused.length) return;
  const note = { text, paused: PAUSABLE.filter((each) => all.has(each)) };
  await changeSchedule(person.scheduler, schedule, { State: "DISABLED", Description: writePauseNote(note) });
}

/** @returns whether it is on afterwards */
async function switchOn({ person }: StageClients, schedule: StageSchedule): Promise<boolean> {
  const { text, paused } = readPauseNote(schedule.Description);
  const isOn = isEnabled(schedule) || paused.includes("schedule");
  if (paused.length > 0) {
    const State = isOn ? "ENABLED" : "DISABLED";
    await changeSchedule(person.scheduler, schedule, { State, Description: writePauseNote({ text, paused: [] }) });
  }
  return isOn;
}
