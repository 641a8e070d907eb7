import { encodeReading, type Reading } from "./reading.ts";

type Malformation = (reading: Reading) => Uint8Array;

/** Ways in which a record can be of no use. Each of them has to end in the quarantine, and none may stop a query. */
export const MALFORMATIONS: readonly Malformation[] = [notJson, truncated, missingFields, wrongTypes, invalidUtf8];

function notJson(reading: Reading): Uint8Array {
  return Buffer.from(`sensor ${reading.sensor_id} reads ${reading.current_temperature}`, "utf8");
}

function truncated(reading: Reading): Uint8Array {
  const whole = encodeReading(reading);
  return whole.subarray(0, Math.floor(whole.length / 2));
}

function missingFields(reading: Reading): Uint8Array {
  return json({ event_id: reading.event_id, event_time: reading.event_time });
}

function wrongTypes(reading: Reading): Uint8Array {
  return json({ ...reading, sensor_id: `sensor-${reading.sensor_id}`, current_temperature: "warm" });
}

/** 0xC3 begins a sequence of two bytes and 0x28 can't continue it; 0xFF occurs nowhere in UTF-8 (RFC 3629). */
function invalidUtf8(reading: Reading): Uint8Array {
  return Buffer.concat([encodeReading(reading), Buffer.from([0xc3, 0x28, 0xff])]);
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), "utf8");
}
