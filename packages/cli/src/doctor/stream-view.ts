/** A materialized view that reads a stream. */
export interface StreamView {
  /** `public.sensor_records`. */
  readonly name: string;
  readonly externalSchema: string;
  /** As the view's text has it; Redshift folds it to lower case. */
  readonly stream: string;
}

export interface ViewText {
  readonly schema_name: string;
  readonly view_name: string;
  readonly definition: string;
}

/** The stream that a materialized view's definition reads: `FROM kinesis_schema."readings"`; undefined for another view. */
export function streamViewOf({ schema_name, view_name, definition }: ViewText): StreamView | undefined {
  const text = definition.replace(/--.*$/gm, "").replace(/\/\*[\s\S]*?\*\//g, "");
  if (!/^\s*CREATE\s+MATERIALIZED\s+VIEW\b/i.test(text)) return undefined;
  const [, quotedSchema, plainSchema, quoted, plain] =
    /\bFROM\s+(?:"([^"]+)"|(\w+))\s*\.\s*(?:"([^"]+)"|([\w-]+))/i.exec(text) ?? [];
  const externalSchema = quotedSchema ?? plainSchema;
  const stream = quoted ?? plain;
  if (externalSchema === undefined || stream === undefined) return undefined;
  return { name: `${schema_name}.${view_name}`, externalSchema, stream };
}
