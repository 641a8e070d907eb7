import type { FaultWindow } from "./fault-window.ts";
import { encodeReading, FIRST_SENSOR_ID, type Reading } from "./reading.ts";
import { RECORD_FAULTS, type RecordFault } from "./record-faults.ts";
import type { Scenario } from "./scenario.ts";
import { type Measurement, SENSOR_FAULTS, type SensorFault } from "./sensor-faults.ts";
import { statusAt, temperatureAt } from "./sensor-model.ts";
import type { SimulatedRecord } from "./simulated-record.ts";

export const DEFAULT_SEED = 1;
export const DEFAULT_SENSORS = 20;

export interface FleetOptions {
  /** Another seed is another fleet. @default 1 */
  readonly seed?: number | undefined;
  /** How many sensors, numbered from 1001. @default 20 */
  readonly sensors?: number | undefined;
  readonly scenarios?: readonly Scenario[] | undefined;
}

/** Simulated sensors, and what is wrong with them. It keeps no state: any moment can be asked for, in any order. */
export interface Fleet {
  readonly seed: number;
  readonly sensorIds: readonly number[];
  /**
   * What one sensor has on its way at `time` (milliseconds since the epoch): one record, or none or several where a
   * scenario acts.
   */
  recordsAt(sensorId: number, time: number, eventId: string): readonly SimulatedRecord[];
}

interface Active<Fault> {
  readonly fault: Fault;
  readonly window: FaultWindow;
}

export function createFleet({ seed = DEFAULT_SEED, sensors = DEFAULT_SENSORS, scenarios = [] }: FleetOptions): Fleet {
  const sensorIds = Array.from({ length: sensors }, (_, index) => FIRST_SENSOR_ID + index);
  const windows = scenarios.map((scenario) => [scenario.name, windowOf(scenario, seed, sensorIds)] as const);
  const sensorFaults = activeOf<SensorFault>(SENSOR_FAULTS, windows);
  const recordFaults = activeOf<RecordFault>(RECORD_FAULTS, windows);
  return {
    seed,
    sensorIds,
    recordsAt(sensorId, time, eventId) {
      const measurement = report(measure(seed, sensorId, time), sensorFaults);
      if (!measurement) return [];
      const reading = readingOf(measurement, eventId);
      const record: SimulatedRecord = {
        partitionKey: String(sensorId),
        data: encodeReading(reading),
        reading,
        fate: "visible",
      };
      return pass(record, measurement, recordFaults);
    },
  };
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
