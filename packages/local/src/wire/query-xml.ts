import type { QueryShapes } from "../service.ts";
import { base64 } from "./json-value.ts";

/**
 * A structure's fields as XML elements, in the query protocol's form: lists of `<member>`, maps of `<entry>` where `shapes` says that a
 * field is one, and flattened fields without a wrapping element.
 */
export function fieldsToXml(fields: object, shapes: QueryShapes = {}): string {
  let xml = "";
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null) xml += fieldToXml(name, value, shapes);
  }
  return xml;
}

export function escapeXml(text: string): string {
  return text.replace(
    // XML has no form for control characters other than tab, line feed and carriage return.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    /[&<>"\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f]/g,
    (character) => ESCAPES[character] ?? `&#${character.charCodeAt(0)};`,
  );
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function fieldToXml(name: string, value: unknown, shapes: QueryShapes): string {
  const flat = shapes.flattened?.[name];
  if (flat && Array.isArray(value)) {
    return value.map((element) => elementToXml(flat.element, element, shapes)).join("");
  }
  if (flat?.key !== undefined && flat.value !== undefined && isStructure(value)) {
    const { element, key, value: valueElement } = flat;
    return Object.entries(value)
      .map(
        ([entry, held]) =>
          `<${element}><${key}>${escapeXml(entry)}</${key}>${elementToXml(valueElement, held, shapes)}</${element}>`,
      )
      .join("");
  }
  if (shapes.maps?.includes(name) && isStructure(value)) {
    const entries = Object.entries(value).map(
      ([key, held]) => `<entry><key>${escapeXml(key)}</key>${elementToXml("value", held, shapes)}</entry>`,
    );
    return `<${name}>${entries.join("")}</${name}>`;
  }
  return elementToXml(name, value, shapes);
}

function elementToXml(name: string, value: unknown, shapes: QueryShapes): string {
  return `<${name}>${contentToXml(value, shapes)}</${name}>`;
}

function contentToXml(value: unknown, shapes: QueryShapes): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return base64(value);
  if (Array.isArray(value)) return value.map((element) => elementToXml("member", element, shapes)).join("");
  if (isStructure(value)) return fieldsToXml(value, shapes);
  return escapeXml(String(value));
}

function isStructure(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}
