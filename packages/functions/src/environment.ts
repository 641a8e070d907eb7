import { readEnvironment, type Variables } from "@sensor-pipeline/core/environment";
import { type ProducerSettings, producerSettings } from "@sensor-pipeline/core/producer/producer-settings";
import { z } from "zod";

export interface ProducerEnvironment extends ProducerSettings {
  readonly stage: string;
}

const text = z.string().min(1);
const producerSchema = z.object({ STAGE: text, KINESIS_STREAM_NAME: text });

/** What the producer's environment says. @throws {EnvironmentError} @throws {ProducerSettingsError} */
export function producerEnvironment(variables: Variables): ProducerEnvironment {
  return { stage: readEnvironment(producerSchema, variables).STAGE, ...producerSettings(variables) };
}
