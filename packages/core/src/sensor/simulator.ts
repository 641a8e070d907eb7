import type { FaultWindow } from "./fault-window.ts";
import { encodeReading, FIRST_SENSOR_ID, type Reading } from "./reading.ts";
import { RECORD_FAULTS, type RecordFault } from "./record-faults.ts";
import type { Scenario } from "./scenario.ts";
import { uuidOf } from "./seeded.ts";
import { type Measurement, SENSOR_FAULTS, type SensorFault } from "./sensor-faults.ts";
import { statusAt, temperatureAt } from "./sensor-model.ts";
import type { SimulatedRecord } from "./simulated-record.ts";

export const DEFAULT_SEED = 1;
export const DEFAULT_SENSORS = 20;
const DEFAULT_SPAN_SECONDS = 60;

export interface SimulationOptions {
  /** The batch's one time: the latest reading is of this moment, the others are of the span before. */
  readonly scheduledTime: Date;
  /** Another seed is another fleet. @default 1 */
  readonly seed?: number;
  /** How many sensors, numbered from 1001. @default 20 */
  readonly sensors?: number;
  /** Readings in the batch, dealt to the sensors in turn, before scenarios add or remove any. @default one a sensor */
  readonly records?: number;
  /** Seconds that the batch's readings are spread over. @default 60 */
  readonly spanSeconds?: number;
  readonly scenarios?: readonly Scenario[];
}

interface Active<Fault> {
  readonly fault: Fault;
  readonly window: FaultWindow;
}

/**
 * The records of one batch: a pure function of its options, `event_id`s included, so that a batch which a retry
 * sends again collapses in the warehouse. Nothing is carried from batch to batch.
 */
export function simulateBatch(options: SimulationOptions): readonly SimulatedRecord[] {
  const { scheduledTime, seed = DEFAULT_SEED, sensors = DEFAULT_SENSORS, records = sensors, scenarios = [] } = options;
  const { spanSeconds = DEFAULT_SPAN_SECONDS } = options;
  const fleet = Array.from({ length: sensors }, (_, index) => FIRST_SENSOR_ID + index);
  const windows = scenarios.map((scenario) => [scenario.name, windowOf(scenario, seed, fleet)] as const);
  const sensorFaults = activeOf<SensorFault>(SENSOR_FAULTS, windows);
  const recordFaults = activeOf<RecordFault>(RECORD_FAULTS, windows);
  const rounds = Math.ceil(records / sensors);
  const batchTime = scheduledTime.getTime();

  return Array.from({ length: records }).flatMap((_, index) => {
    const round = Math.floor(index / sensors);
    const time = Math.round(batchTime - ((rounds - 1 - round) * spanSeconds * 1000) / rounds);
    const sensorId = FIRST_SENSOR_ID + (index % sensors);
    const measurement = report(measure(seed, sensorId, time), sensorFaults);
    if (!measurement) return [];
    const reading = readingOf(measurement, uuidOf(seed, batchTime, sensorId, round, time));
    const record: SimulatedRecord = {
      partitionKey: String(sensorId),
      data: encodeReading(reading),
      reading,
      fate: "visible",
    };
    return pass(record, measurement, recordFaults);
  });
}

function measure(seed: number, sensorId: number, time: number): Measurement {
  return {
    sensorId,
    time,
    temperature: temperatureAt(seed, sensorId, time),
    status: statusAt(seed, sensorId, time),
  };
}

function report(measurement: Measurement, faults: readonly Active<SensorFault>[]): Measurement | undefined {
  let reported: Measurement | undefined = measurement;
  for (const { fault, window } of faults) {
    if (reported && acts(fault, window, measurement)) reported = fault.report(reported, window);
  }
  return reported;
}

function pass(
  record: SimulatedRecord,
  measurement: Measurement,
  faults: readonly Active<RecordFault>[],
): readonly SimulatedRecord[] {
  let records: readonly SimulatedRecord[] = [record];
  for (const { fault, window } of faults) {
    if (acts(fault, window, measurement)) records = records.flatMap((one) => fault.pass(one, window));
  }
  return records;
}

function acts({ affects }: SensorFault | RecordFault, window: FaultWindow, { sensorId, time }: Measurement): boolean {
  return time >= window.from && time < window.until && affects(window, sensorId);
}

function readingOf({ sensorId, time, temperature, status }: Measurement, eventId: string): Reading {
  const eventTime = new Date(time).toISOString();
  return {
    event_id: eventId,
    sensor_id: sensorId,
    // Plus 0 makes 0 of the -0 that rounding gives, which JSON doesn't know.
    current_temperature: (Math.round(temperature * 10) + 0) / 10,
    status,
    event_time: eventTime,
    created_date: eventTime.slice(0, "YYYY-MM-DD".length),
  };
}

function windowOf({ from, until, sensors }: Scenario, seed: number, fleet: readonly number[]): FaultWindow {
  return {
    seed,
    from: from === undefined ? -Infinity : Date.parse(from),
    until: until === undefined ? Infinity : Date.parse(until),
    sensors: sensors && new Set(sensors),
    fleet,
  };
}

/** The faults asked for, in the order of their table and not of the request; one may act in several windows. */
function activeOf<Fault>(
  faults: Readonly<Record<string, Fault>>,
  windows: readonly (readonly [string, FaultWindow])[],
): readonly Active<Fault>[] {
  return Object.entries(faults).flatMap(([name, fault]) =>
    windows.filter(([asked]) => asked === name).map(([, window]) => ({ fault, window })),
  );
}
