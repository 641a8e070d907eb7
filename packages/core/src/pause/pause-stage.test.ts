import { expect, test } from "vitest";
import { FakeStage } from "./fake-stage.ts";
import { NothingToPauseError } from "./nothing-to-pause-error.ts";
import { readPauseNote } from "./pause-note.ts";
import { pauseStage, resumeStage } from "./pause-stage.ts";

/** A stage in every state that matters: what is on, what is off, and what is not there. */
function stages(): readonly FakeStage[] {
  const everything = new FakeStage({ producer: true, alerts: true, refresh: true, retention: true });
  const automatic = new FakeStage({ producer: false, alerts: true, retention: true });
  const idle = new FakeStage({ producer: false, alerts: false, refresh: false, retention: false });
  idle.autoRefresh = false;
  idle.alarmActions = false;
  const onlyRefresh = new FakeStage({ producer: false, alerts: false, retention: false });
  const early = new FakeStage({ producer: true, alerts: true });
  early.autoRefresh = undefined;
  early.alarmActions = undefined;
  return [everything, automatic, idle, onlyRefresh, early];
}

function isSilent(stage: FakeStage): boolean {
  const on = [...stage.schedules.values()].filter(({ State }) => State === "ENABLED");
  return on.length === 0 && !stage.autoRefresh && !stage.alarmActions;
}

test("After a pause nothing is on, and after a resume every field of everything is as it was", async () => {
  for (const stage of stages()) {
    const before = stage.state;
    const changes = await pauseStage(stage.clients);
    expect(isSilent(stage)).toBe(true);
    const paused = stage.state;
    expect((await pauseStage(stage.clients)).filter((each) => each.before !== each.now)).toEqual([]);
    expect(stage.state).toEqual(paused);
    const resumed = await resumeStage(stage.clients);
    expect(stage.state).toEqual(before);
    const changed = (list: typeof changes) => list.filter((each) => each.before !== each.now).map(({ name }) => name);
    expect(changed(resumed).toSorted()).toEqual(changed(changes).toSorted());
    expect((await resumeStage(stage.clients)).filter((each) => each.before !== each.now)).toEqual([]);
  }
});

test("Stopped by a failure at any change, pausing and resuming both go on from there and forget nothing", async () => {
  for (let allowed = 0; allowed < 6; allowed += 1) {
    for (const stage of stages()) {
      const before = stage.state;
      stage.changesLeft = allowed;
      const first = await pauseStage(stage.clients).then(
        () => "done",
        (error: Error) => error.message,
      );
      expect(["done", "refused for a test"]).toContain(first);
      stage.changesLeft = Number.POSITIVE_INFINITY;
      await pauseStage(stage.clients);
      expect(isSilent(stage)).toBe(true);
      stage.changesLeft = allowed;
      await resumeStage(stage.clients).catch(() => undefined);
      stage.changesLeft = Number.POSITIVE_INFINITY;
      await resumeStage(stage.clients);
      expect(stage.state, `${allowed} changes allowed`).toEqual(before);
    }
  }
});

test("A pause that was stopped halfway is undone by a resume as well", async () => {
  for (let allowed = 0; allowed < 6; allowed += 1) {
    for (const stage of stages()) {
      const before = stage.state;
      stage.changesLeft = allowed;
      await pauseStage(stage.clients).catch(() => undefined);
      stage.changesLeft = Number.POSITIVE_INFINITY;
      await resumeStage(stage.clients);
      expect(stage.state, `${allowed} changes allowed`).toEqual(before);
    }
  }
});

test("What somebody switched on by hand meanwhile is paused again, and is on after the resume", async () => {
  const [stage] = stages();
  if (!stage) throw new Error("There is no stage.");
  const before = stage.state;
  await pauseStage(stage.clients);
  const producer = stage.schedules.get(stage.names.producerSchedule);
  if (!producer) throw new Error("There is no producer.");
  stage.schedules.set(producer.Name, { ...producer, State: "ENABLED" });
  await pauseStage(stage.clients);
  expect(isSilent(stage)).toBe(true);
  await resumeStage(stage.clients);
  expect(stage.state).toEqual(before);
});

test("What was on is noted before anything is switched off that has no note of its own", async () => {
  const [stage] = stages();
  if (!stage) throw new Error("There is no stage.");
  stage.changesLeft = 1;
  await expect(pauseStage(stage.clients)).rejects.toThrow("refused for a test");
  expect(stage).toMatchObject({ alarmActions: true, autoRefresh: true });
  const note = readPauseNote(stage.schedules.get(stage.names.alertsSchedule)?.Description);
  expect(note.paused).toEqual(["schedule", "auto refresh", "alarm actions"]);
});

test("A stage that is not deployed there is said to be none", async () => {
  await expect(pauseStage(new FakeStage({}).clients)).rejects.toThrow(NothingToPauseError);
});
