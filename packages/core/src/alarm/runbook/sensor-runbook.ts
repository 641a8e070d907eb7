import type { RunbookEntry } from "./runbook-entry.ts";

/** Of the alarms on what the sensors say. */
export const SENSOR_RUNBOOK = {
  "temperature-high": {
    lookFirst: ["query alerts", "query recent"],
    causes: [
      { cause: "It is hot there.", mend: "Whatever the sensor stands for: see to it." },
      {
        cause: "The threshold is not this sensor's.",
        mend: "Give it its own row in sensor_thresholds; PIPELINE_TEMPERATURE_HIGH and set-up change everybody's.",
      },
      {
        cause: "The sensor is out of order.",
        mend: "Compare it with its neighbours; status ERROR or CALIBRATING says so.",
      },
    ],
    verify: "No reading of category HIGH in the window: the alarm is OK after one evaluation.",
  },
  "temperature-low": {
    lookFirst: ["query alerts", "query recent"],
    causes: [
      { cause: "It is cold there.", mend: "Whatever the sensor stands for: see to it." },
      {
        cause: "The threshold is not this sensor's.",
        mend: "Give it its own row in sensor_thresholds; PIPELINE_TEMPERATURE_LOW and set-up change everybody's.",
      },
      {
        cause: "The sensor is out of order.",
        mend: "Compare it with its neighbours; status ERROR or CALIBRATING says so.",
      },
    ],
    verify: "No reading of category LOW in the window: the alarm is OK after one evaluation.",
  },
  "sensors-in-error": {
    lookFirst: ["query summary", "query recent"],
    causes: [
      {
        cause: "Those sensors say so themselves.",
        mend: "See to them; their newest reading counts, so one good one clears it.",
      },
      {
        cause: "They sent ERROR and nothing since.",
        mend: "A sensor that is silent keeps its last status until the window has passed.",
      },
    ],
    verify: "The newest reading of each sensor has another status.",
  },
  "sensors-silent": {
    lookFirst: ["query sensors", "query recent"],
    causes: [
      { cause: "The sensor is out of order, out of power or out of reach.", mend: "See to it." },
      {
        cause: "The sensor was taken away.",
        mend: "None: it is forgotten after 24 hours. Sooner: a row of its own in sensor_thresholds with silent_seconds 0.",
      },
      {
        cause: "The sensor sends less often than it is given.",
        mend: "A row of its own in sensor_thresholds with its silent_seconds; PIPELINE_SILENT_SECONDS and set-up change everybody's.",
      },
      { cause: "Its records are refused or can't be used.", mend: "`pipeline query quarantine`." },
    ],
    verify: "The sensor's last_arrival is young in `pipeline query sensors`, or it is not in it any more.",
  },
  "sensors-stuck": {
    lookFirst: ["query sensors", "query recent"],
    causes: [
      {
        cause: "The sensor repeats its last value: frozen, or its gateway sends what it has kept.",
        mend: "See to it.",
      },
      {
        cause: "It measures something that does not change.",
        mend: "A row of its own in sensor_thresholds with stuck_readings 0, or more of them.",
      },
    ],
    verify: "The sensor's newest reading has another temperature.",
  },
} as const satisfies Readonly<Record<string, RunbookEntry>>;
