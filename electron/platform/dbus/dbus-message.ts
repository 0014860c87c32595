/**
 * D-Bus messages as far as this app needs them (D-Bus specification, "Message Protocol"): header
 * fields of any message; outgoing bodies of strings; incoming bodies as bytes.
 */
export interface DbusMessage {
  type: 'call' | 'return' | 'error' | 'signal';
  serial: number;
  replySerial?: number;
  path?: string;
  interface?: string;
  member?: string;
  destination?: string;
  sender?: string;
  signature: string;
  body: Buffer;
}

/** The boolean in a body (`b`) or in its variant (`v`); null when it is neither. */
export function booleanOf({ signature, body }: DbusMessage): boolean | null {
  // True in either byte order when one of the four bytes is set.
  if (signature === 'b' && body.length === 4) return body.some((byte) => byte !== 0);
  const isVariant =
    signature === 'v' && body.length === 8 && body.toString('latin1', 0, 3) === '\u0001b\0';
  return isVariant ? body.subarray(4).some((byte) => byte !== 0) : null;
}

/** The first string or path in a body; null when there is none. */
export function textOf({ signature, body }: DbusMessage): string | null {
  if (!/^[so]/.test(signature) || body.length < 5) return null;
  return body.toString('utf8', 4, body.indexOf(0, 4));
}

const TYPES = [null, 'call', 'return', 'error', 'signal'] as const;
const LITTLE_ENDIAN = 0x6c;
const BIG_ENDIAN = 0x42;
const FIXED_BYTES = 16;

/** The specification allows 128 MiB; the signals used here have a few lines. */
const MAX_BYTES = 1024 * 1024;

/** Code of the header field, its type, and the property that it fills. */
const FIELDS = [
  [1, 'o', 'path'],
  [2, 's', 'interface'],
  [3, 's', 'member'],
  [5, 'u', 'replySerial'],
  [6, 's', 'destination'],
  [7, 's', 'sender'],
  [8, 'g', 'signature'],
] as const;

const padding = (length: number, boundary: number): number =>
  (boundary - (length % boundary)) % boundary;

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const stringBytes = (text: string): Buffer =>
  Buffer.concat([uint32(Buffer.byteLength(text)), Buffer.from(`${text}\0`)]);

/** The arguments of a call with strings, each aligned to 4 bytes. */
export function stringsBody(texts: readonly string[]): Buffer {
  let body: Buffer = Buffer.alloc(0);
  for (const text of texts) {
    body = Buffer.concat([body, Buffer.alloc(padding(body.length, 4)), stringBytes(text)]);
  }
  return body;
}

export function encodeMessage(message: DbusMessage): Buffer {
  let fields: Buffer = Buffer.alloc(0);
  for (const [code, type, name] of FIELDS) {
    const value = message[name];
    if (value === undefined || value === '') continue;
    const bytes =
      typeof value === 'number'
        ? uint32(value)
        : type === 'g'
          ? Buffer.concat([Buffer.from([value.length]), Buffer.from(`${value}\0`, 'latin1')])
          : stringBytes(value);
    const head = Buffer.from([code, 1, type.charCodeAt(0), 0]);
    fields = Buffer.concat([fields, Buffer.alloc(padding(fields.length, 8)), head, bytes]);
  }
  const head = Buffer.concat([
    Buffer.from([LITTLE_ENDIAN, TYPES.indexOf(message.type), 0, 1]),
    uint32(message.body.length),
    uint32(message.serial),
    uint32(fields.length),
    fields,
  ]);
  return Buffer.concat([head, Buffer.alloc(padding(head.length, 8)), message.body]);
}

/**
 * Decodes the first message in a buffer.
 *
 * @returns null when it is incomplete
 * @throws when it cannot be decoded; the connection must then be closed
 */
export function decodeMessage(
  bytes: Buffer,
): { message: DbusMessage | null; length: number } | null {
  if (bytes.length < FIXED_BYTES) return null;
  const isLittle = bytes[0] === LITTLE_ENDIAN;
  if (!isLittle && bytes[0] !== BIG_ENDIAN) throw new Error('not a D-Bus message');
  const uint = (at: number): number => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const fieldsEnd = FIXED_BYTES + uint(12);
  const bodyStart = fieldsEnd + padding(fieldsEnd, 8);
  const length = bodyStart + uint(4);
  if (length > MAX_BYTES) throw new Error('a D-Bus message of this size is not for us');
  if (bytes.length < length) return null;
  const type = TYPES[bytes[1] ?? 0];
  const message: Record<string, unknown> = { type, serial: uint(8), signature: '' };
  for (let at = FIXED_BYTES; at < fieldsEnd; at += padding(at, 8)) {
    const field = FIELDS.find(([code]) => code === bytes[at]);
    const valueType = bytes.toString('latin1', at + 2, at + 3);
    if (bytes[at + 1] !== 1) throw new Error('a header field of a type that none has');
    at += 4;
    let value: string | number;
    if (valueType === 'u') {
      value = uint(at);
      at += 4;
    } else {
      const size = valueType === 'g' ? bytes.readUInt8(at) : uint(at);
      at += valueType === 'g' ? 1 : 4;
      // A signature is ASCII. Decoding other bytes as latin1 keeps its length.
      value = bytes.toString(valueType === 'g' ? 'latin1' : 'utf8', at, at + size);
      at += size + 1;
    }
    if (at > fieldsEnd) throw new Error('a header field is longer than the header');
    if (field && field[1] === valueType) message[field[2]] = value;
  }
  // The specification says to ignore messages of unknown type.
  if (!type) return { message: null, length };
  const body = Buffer.from(bytes.subarray(bodyStart, length));
  return { message: { ...message, body } as DbusMessage, length };
}
