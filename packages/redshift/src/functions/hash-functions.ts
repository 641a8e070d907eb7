/** Cube roots' and square roots' constants of SHA-1. https://datatracker.ietf.org/doc/html/rfc3174 */
const SHA1_CONSTANTS = [1518500249, 1859775393, 2400959708, 3395469782] as const;

/**
 * Hash functions PostgreSQL lacks. An int8 wraps nowhere in PostgreSQL, so 64 bits are multiplied in halves of 32.
 * https://docs.aws.amazon.com/redshift/latest/dg/hash-functions.html ; FarmHash's Fingerprint64: https://github.com/google/farmhash ;
 * Murmur3 over the bytes of https://iceberg.apache.org/spec/#appendix-b-32-bit-hash-requirements
 */
export const HASH_FUNCTIONS = `
-- The low 64 bits of a product.
CREATE OR REPLACE FUNCTION redshift_internal.multiply64(a int8, b int8) RETURNS int8
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  a0 int8 := a & 65535; a1 int8 := (a >> 16) & 65535; a2 int8 := (a >> 32) & 65535; a3 int8 := (a >> 48) & 65535;
  b0 int8 := b & 65535; b1 int8 := (b >> 16) & 65535; b2 int8 := (b >> 32) & 65535; b3 int8 := (b >> 48) & 65535;
  low int8 := a0 * b0;
  second int8 := (low >> 16) + a0 * b1 + a1 * b0;
  third int8 := (second >> 16) + a0 * b2 + a1 * b1 + a2 * b0;
  fourth int8 := (third >> 16) + a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
BEGIN
  RETURN (low & 65535) | ((second & 65535) << 16) | ((third & 65535) << 32) | (fourth << 48);
END $$;

-- The low 64 bits of a sum.
CREATE OR REPLACE FUNCTION redshift_internal.add64(a int8, b int8) RETURNS int8
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE low int8 := (a & 4294967295) + (b & 4294967295);
BEGIN
  RETURN (low & 4294967295) | (((a >> 32) + (b >> 32) + (low >> 32)) << 32);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.rotate64(value int8, bits int4) RETURNS int8
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN bits = 0 THEN value ELSE ((value >> bits) & ((1::int8 << (64 - bits)) - 1)) | (value << (64 - bits)) END
$$;

CREATE OR REPLACE FUNCTION redshift_internal.shift_mix(value int8) RETURNS int8
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT value # ((value >> 47) & 131071) $$;

-- Eight bytes, the lowest first, as an int8.
CREATE OR REPLACE FUNCTION redshift_internal.fetch64(bytes bytea, place int4) RETURNS int8
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN get_byte(bytes, place)::int8 | (get_byte(bytes, place + 1)::int8 << 8) | (get_byte(bytes, place + 2)::int8 << 16)
    | (get_byte(bytes, place + 3)::int8 << 24) | (get_byte(bytes, place + 4)::int8 << 32) | (get_byte(bytes, place + 5)::int8 << 40)
    | (get_byte(bytes, place + 6)::int8 << 48) | (get_byte(bytes, place + 7)::int8 << 56);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.fetch32(bytes bytea, place int4) RETURNS int8
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN get_byte(bytes, place)::int8 | (get_byte(bytes, place + 1)::int8 << 8) | (get_byte(bytes, place + 2)::int8 << 16)
    | (get_byte(bytes, place + 3)::int8 << 24);
END $$;

-- The bytes of a number as the processor holds them, the lowest first.
CREATE OR REPLACE FUNCTION redshift_internal.reverse_bytes(bytes bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE result bytea := ''::bytea;
BEGIN
  FOR place IN REVERSE length(bytes) - 1 .. 0 LOOP result := result || substr(bytes, place + 1, 1); END LOOP;
  RETURN result;
END $$;

-- FNV-1a of 64 bits; the prime is 2^40 + 435.
CREATE OR REPLACE FUNCTION redshift_internal.fnv_hash(bytes bytea, seed int8) RETURNS int8
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  high int8 := (seed >> 32) & 4294967295;
  low int8 := seed & 4294967295;
  mixed int8;
BEGIN
  FOR place IN 0 .. length(bytes) - 1 LOOP
    low := low # get_byte(bytes, place);
    mixed := low * 435;
    high := (high * 435 + (mixed >> 32) + (low << 8)) & 4294967295;
    low := mixed & 4294967295;
  END LOOP;
  RETURN (high << 32) | low;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.murmur3_32(bytes bytea, seed int4) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  hash int8 := seed::int8 & 4294967295;
  size int4 := length(bytes);
  blocks int4 := length(bytes) / 4;
  part int8;
BEGIN
  FOR block IN 0 .. blocks LOOP
    IF block < blocks THEN part := redshift_internal.fetch32(bytes, block * 4);
    ELSE
      part := 0;
      FOR place IN REVERSE size - 1 .. blocks * 4 LOOP part := (part << 8) | get_byte(bytes, place); END LOOP;
    END IF;
    part := redshift_internal.multiply64(part, 3432918353) & 4294967295;
    part := ((part << 15) | (part >> 17)) & 4294967295;
    hash := hash # (redshift_internal.multiply64(part, 461845907) & 4294967295);
    IF block < blocks THEN
      hash := ((hash << 13) | (hash >> 19)) & 4294967295;
      hash := (hash * 5 + 3864292196) & 4294967295;
    END IF;
  END LOOP;
  hash := hash # size;
  hash := redshift_internal.multiply64(hash # (hash >> 16), 2246822507) & 4294967295;
  hash := redshift_internal.multiply64(hash # (hash >> 13), 3266489909) & 4294967295;
  hash := hash # (hash >> 16);
  RETURN CASE WHEN hash > 2147483647 THEN hash - 4294967296 ELSE hash END;
END $$;

-- The shortest two's complement of an unscaled DECIMAL, the highest byte first.
CREATE OR REPLACE FUNCTION redshift_internal.shortest_bytes(value numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  rest numeric := value * 10::numeric ^ scale(value);
  result bytea := ''::bytea;
  digit int4;
BEGIN
  LOOP
    digit := mod(mod(rest, 256) + 256, 256);
    result := set_byte('\\x00'::bytea, 0, digit) || result;
    rest := (rest - digit) / 256;
    EXIT WHEN (rest = 0 AND digit < 128) OR (rest = -1 AND digit > 127);
  END LOOP;
  RETURN result;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.farm_mix16(u int8, v int8, multiplier int8) RETURNS int8
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  a int8 := redshift_internal.shift_mix(redshift_internal.multiply64(u # v, multiplier));
  b int8 := redshift_internal.shift_mix(redshift_internal.multiply64(v # a, multiplier));
BEGIN
  RETURN redshift_internal.multiply64(b, multiplier);
END $$;

-- The two halves for 32 bytes and two seeds, of keys longer than 64.
CREATE OR REPLACE FUNCTION redshift_internal.farm_weak32(bytes bytea, place int4, first int8, second int8) RETURNS int8[]
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  w int8 := redshift_internal.fetch64(bytes, place);
  x int8 := redshift_internal.fetch64(bytes, place + 8);
  y int8 := redshift_internal.fetch64(bytes, place + 16);
  z int8 := redshift_internal.fetch64(bytes, place + 24);
  a int8 := redshift_internal.add64(first, w);
  b int8 := redshift_internal.rotate64(redshift_internal.add64(redshift_internal.add64(second, a), z), 21);
  c int8 := a;
BEGIN
  a := redshift_internal.add64(redshift_internal.add64(a, x), y);
  b := redshift_internal.add64(b, redshift_internal.rotate64(a, 44));
  RETURN ARRAY[redshift_internal.add64(a, z), redshift_internal.add64(b, c)];
END $$;
${farmFingerprint()}

CREATE OR REPLACE FUNCTION redshift_internal.sha1(value bytea) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  padded bytea := value || '\\x80'::bytea || decode(repeat('00', ((119 - length(value) % 64) % 64)), 'hex') || int8send(length(value)::int8 * 8);
  h int8[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
  w int8[];
  a int8; b int8; c int8; d int8; e int8; f int8; k int8; t int8;
BEGIN
  FOR block IN 0 .. length(padded) / 64 - 1 LOOP
    w := ARRAY[]::int8[];
    FOR i IN 0 .. 15 LOOP
      t := block * 64 + i * 4;
      w[i] := (get_byte(padded, t::int4)::int8 << 24) | (get_byte(padded, t::int4 + 1)::int8 << 16)
        | (get_byte(padded, t::int4 + 2)::int8 << 8) | get_byte(padded, t::int4 + 3)::int8;
    END LOOP;
    FOR i IN 16 .. 79 LOOP
      t := w[i - 3] # w[i - 8] # w[i - 14] # w[i - 16];
      w[i] := ((t << 1) | (t >> 31)) & 4294967295;
    END LOOP;
    a := h[1]; b := h[2]; c := h[3]; d := h[4]; e := h[5];
    FOR i IN 0 .. 79 LOOP
      IF i < 20 THEN f := (b & c) | ((~b) & d); k := ${SHA1_CONSTANTS[0]};
      ELSIF i < 40 THEN f := b # c # d; k := ${SHA1_CONSTANTS[1]};
      ELSIF i < 60 THEN f := (b & c) | (b & d) | (c & d); k := ${SHA1_CONSTANTS[2]};
      ELSE f := b # c # d; k := ${SHA1_CONSTANTS[3]};
      END IF;
      t := ((((a << 5) | (a >> 27)) & 4294967295) + (f & 4294967295) + e + k + w[i]) & 4294967295;
      e := d; d := c; c := ((b << 30) | (b >> 2)) & 4294967295; b := a; a := t;
    END LOOP;
    h := ARRAY[(h[1] + a) & 4294967295, (h[2] + b) & 4294967295, (h[3] + c) & 4294967295, (h[4] + d) & 4294967295, (h[5] + e) & 4294967295];
  END LOOP;
  RETURN lpad(to_hex(h[1]), 8, '0') || lpad(to_hex(h[2]), 8, '0') || lpad(to_hex(h[3]), 8, '0') || lpad(to_hex(h[4]), 8, '0') || lpad(to_hex(h[5]), 8, '0');
END $$;

-- Another number of bits gives an empty string.
CREATE OR REPLACE FUNCTION redshift_internal.sha2(value bytea, bits int4) RETURNS text
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE bits WHEN 224 THEN encode(sha224(value), 'hex') WHEN 384 THEN encode(sha384(value), 'hex')
    WHEN 512 THEN encode(sha512(value), 'hex') WHEN 256 THEN encode(sha256(value), 'hex') WHEN 0 THEN encode(sha256(value), 'hex') ELSE '' END
$$;
`;

/** Sums and products of FarmHash, written as it writes them, in the functions above. */
function farmFingerprint(): string {
  const call = (name: string, ...values: readonly string[]): string =>
    `redshift_internal.${name}(${values.join(", ")})`;
  const add = (...values: readonly string[]): string => values.reduce((sum, value) => call("add64", sum, value));
  const times = (a: string, b: string): string => call("multiply64", a, b);
  const turn = (value: string, bits: number): string => call("rotate64", value, String(bits));
  const at = (place: string): string => call("fetch64", "bytes", place);
  const [k0, k1, k2] = ["(-4348849565147123417)", "(-5435081209227447693)", "(-7286425919675154353)"];
  const end = (back: number): string => `size - ${back}`;
  return `
CREATE OR REPLACE FUNCTION redshift_internal.farm_fingerprint64(bytes bytea) RETURNS int8
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  size int4 := length(bytes);
  m int8 := ${add(k2, "(2 * size)::int8")};
  a int8; b int8; c int8; d int8; e int8; f int8; g int8; h int8; x int8; y int8; z int8;
  v int8[] := ARRAY[0, 0]; w int8[] := ARRAY[0, 0];
  place int4 := 0;
  last int4;
BEGIN
  IF size = 0 THEN RETURN ${k2}; END IF;
  IF size < 4 THEN
    y := get_byte(bytes, 0) + (get_byte(bytes, size / 2)::int8 << 8);
    z := size + (get_byte(bytes, size - 1)::int8 << 2);
    RETURN ${times(call("shift_mix", `${times("y", k2)} # ${times("z", k0)}`), k2)};
  END IF;
  IF size < 8 THEN
    RETURN ${call("farm_mix16", `size + (${call("fetch32", "bytes", "0")} << 3)`, call("fetch32", "bytes", end(4)), "m")};
  END IF;
  IF size <= 16 THEN
    a := ${add(at("0"), k2)};
    b := ${at(end(8))};
    c := ${add(times(turn("b", 37), "m"), "a")};
    d := ${times(add(turn("a", 25), "b"), "m")};
    RETURN ${call("farm_mix16", "c", "d", "m")};
  END IF;
  IF size <= 32 THEN
    a := ${times(at("0"), k1)};
    b := ${at("8")};
    c := ${times(at(end(8)), "m")};
    d := ${times(at(end(16)), k2)};
    RETURN ${call("farm_mix16", add(turn(add("a", "b"), 43), turn("c", 30), "d"), add("a", turn(add("b", k2), 18), "c"), "m")};
  END IF;
  IF size <= 64 THEN
    a := ${times(at("0"), k2)};
    b := ${at("8")};
    c := ${times(at(end(8)), "m")};
    d := ${times(at(end(16)), k2)};
    y := ${add(turn(add("a", "b"), 43), turn("c", 30), "d")};
    z := ${call("farm_mix16", "y", add("a", turn(add("b", k2), 18), "c"), "m")};
    e := ${times(at("16"), "m")};
    f := ${at("24")};
    g := ${times(add("y", at(end(32))), "m")};
    h := ${times(add("z", at(end(24))), "m")};
    RETURN ${call("farm_mix16", add(turn(add("e", "f"), 43), turn("g", 30), "h"), add("e", turn(add("f", "a"), 18), "g"), "m")};
  END IF;
  x := 81;
  y := ${add(times("81", k1), "113")};
  z := ${times(call("shift_mix", add(times("y", k2), "113")), k2)};
  x := ${add(times("x", k2), at("0"))};
  last := ((size - 1) / 64) * 64;
  LOOP
    x := ${times(turn(add("x", "y", "v[1]", at("place + 8")), 37), k1)};
    y := ${times(turn(add("y", "v[2]", at("place + 48")), 42), k1)};
    x := x # w[2];
    y := ${add("y", "v[1]", at("place + 40"))};
    z := ${times(turn(add("z", "w[1]"), 33), k1)};
    v := ${call("farm_weak32", "bytes", "place", times("v[2]", k1), add("x", "w[1]"))};
    w := ${call("farm_weak32", "bytes", "place + 32", add("z", "w[2]"), add("y", at("place + 16")))};
    a := z; z := x; x := a;
    place := place + 64;
    EXIT WHEN place >= last;
  END LOOP;
  m := ${add(k1, "((z & 255) << 1)")};
  place := size - 64;
  w[1] := ${add("w[1]", "((size - 1) & 63)::int8")};
  v[1] := ${add("v[1]", "w[1]")};
  w[1] := ${add("w[1]", "v[1]")};
  x := ${times(turn(add("x", "y", "v[1]", at("place + 8")), 37), "m")};
  y := ${times(turn(add("y", "v[2]", at("place + 48")), 42), "m")};
  x := x # ${times("w[2]", "9")};
  y := ${add("y", times("v[1]", "9"), at("place + 40"))};
  z := ${times(turn(add("z", "w[1]"), 33), "m")};
  v := ${call("farm_weak32", "bytes", "place", times("v[2]", "m"), add("x", "w[1]"))};
  w := ${call("farm_weak32", "bytes", "place + 32", add("z", "w[2]"), add("y", at("place + 16")))};
  a := z; z := x; x := a;
  RETURN ${call("farm_mix16", add(call("farm_mix16", "v[1]", "w[1]", "m"), times(call("shift_mix", "y"), k0), "z"), add(call("farm_mix16", "v[2]", "w[2]", "m"), "x"), "m")};
END $$;`;
}
