import { isUtf8 } from "node:buffer";

/** Larger documents are left to the engine. */
const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 32;
const MAX_KEYS = 64;

/** More digits, or an exponent, may not be what a number holds. */
const MAX_DIGITS = 15;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** What follows a backslash, but for `u`: such a character may be one the engine can't hold. */
const ESCAPED: ReadonlySet<number> = new Set(Buffer.from('"\\/bfnrt'));

const LITERALS: readonly Buffer[] = ["true", "false", "null"].map((word) => Buffer.from(word));

/**
 * Whether bytes surely are JSON that CAN_JSON_PARSE accepts: an object or an array, every object's keys different, nothing in it that
 * the engine may refuse. False means only that the engine has to look itself. Telling it so spares it a guard around each record.
 */
export function isSurelyJson(bytes: Uint8Array): boolean {
  if (bytes.byteLength > MAX_BYTES || !isUtf8(bytes)) return false;
  const reader = new JsonReader(bytes);
  return reader.document();
}

class JsonReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  document(): boolean {
    this.#skipBlanks();
    const first = this.#bytes[this.#at];
    if (first !== OPEN_OBJECT && first !== OPEN_ARRAY) return false;
    if (!this.#value(0)) return false;
    this.#skipBlanks();
    return this.#at === this.#bytes.length;
  }

  #value(depth: number): boolean {
    this.#skipBlanks();
    const first = this.#bytes[this.#at];
    if (first === QUOTE) return this.#string(true);
    if (first === OPEN_OBJECT) return depth < MAX_DEPTH && this.#object(depth);
    if (first === OPEN_ARRAY) return depth < MAX_DEPTH && this.#array(depth);
    if (first === MINUS || isDigit(first)) return this.#number();
    return this.#literal();
  }

  #object(depth: number): boolean {
    const keys: number[] = [];
    this.#at += 1;
    this.#skipBlanks();
    if (this.#accept(CLOSE_OBJECT)) return true;
    do {
      this.#skipBlanks();
      const start = this.#at;
      if (this.#bytes[start] !== QUOTE || !this.#string(false)) return false;
      if (keys.length === 2 * MAX_KEYS || this.#isKnown(keys, start, this.#at)) return false;
      keys.push(start, this.#at);
      this.#skipBlanks();
      if (!this.#accept(COLON) || !this.#value(depth + 1)) return false;
      this.#skipBlanks();
    } while (this.#accept(COMMA));
    return this.#accept(CLOSE_OBJECT);
  }

  #array(depth: number): boolean {
    this.#at += 1;
    this.#skipBlanks();
    if (this.#accept(CLOSE_ARRAY)) return true;
    do {
      if (!this.#value(depth + 1)) return false;
      this.#skipBlanks();
    } while (this.#accept(COMMA));
    return this.#accept(CLOSE_ARRAY);
  }

  /** A key has no escapes, so that equal keys are equal bytes. */
  #string(escapes: boolean): boolean {
    this.#at += 1;
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined || byte < 0x20) return false;
      this.#at += 1;
      if (byte === QUOTE) return true;
      if (byte !== BACKSLASH) continue;
      if (!escapes || !ESCAPED.has(this.#bytes[this.#at] ?? 0)) return false;
      this.#at += 1;
    }
  }

  #number(): boolean {
    this.#accept(MINUS);
    const start = this.#at;
    const leadingZero = this.#bytes[start] === ZERO;
    const whole = this.#digits();
    if (whole === 0 || (leadingZero && whole > 1)) return false;
    if (this.#accept(DOT) && this.#digits() === 0) return false;
    // An exponent is no end of a value, so it ends in false.
    return this.#at - start <= MAX_DIGITS + 1;
  }

  #digits(): number {
    const start = this.#at;
    while (isDigit(this.#bytes[this.#at])) this.#at += 1;
    return this.#at - start;
  }

  #literal(): boolean {
    const found = LITERALS.find((word) => word.every((byte, index) => this.#bytes[this.#at + index] === byte));
    this.#at += found?.length ?? 0;
    return found !== undefined;
  }

  #isKnown(keys: readonly number[], start: number, end: number): boolean {
    for (let index = 0; index < keys.length; index += 2) {
      const [from = 0, to = 0] = [keys[index], keys[index + 1]];
      if (to - from !== end - start) continue;
      let same = 0;
      while (same < end - start && this.#bytes[from + same] === this.#bytes[start + same]) same += 1;
      if (same === end - start) return true;
    }
    return false;
  }

  #skipBlanks(): void {
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.#at += 1;
    }
  }

  #accept(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false;
    this.#at += 1;
    return true;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= 0x39;
}
