import type { Random } from '../support/random';
import { mutateJson } from './mutate-json';

/** Length limit for inputs: a fault with a long one also shows with a shorter one. */
const MAX_BYTES = 32 * 1024;

const NUMBERS = ['0', '-1', '1', '2147483648', '4294967296', '9007199254740993', '1e999', '-0'];
const SIGNS = ['\0', '\n', '\r', '"', "'", '\\', ',', ';', '\u2028', '\ufeff', '\u202e', '🤖', 'é'];

/** Mutates a known input. Usually some bytes change; JSON mostly stays JSON. */
export function mutate(
  random: Random,
  input: Buffer,
  others: readonly Buffer[],
  words: readonly string[],
): Buffer {
  let result = input;
  for (let left = random.pick([1, 1, 1, 2, 3, 5, 8]); left > 0; left -= 1) {
    const json = random.chance(0.6) ? mutateJson(random, result, others, words) : null;
    result = json ?? mutateBytes(random, result, others, words);
  }
  return result.subarray(0, MAX_BYTES);
}

function mutateBytes(
  random: Random,
  input: Buffer,
  others: readonly Buffer[],
  words: readonly string[],
): Buffer {
  const from = random.between(0, input.length);
  const length = Math.min(random.pick([1, 1, 2, 4, 8, 32, 200]), input.length - from);
  const replace = (by: Uint8Array | string, removed = length) =>
    Buffer.concat([
      input.subarray(0, from),
      Buffer.from(by as string),
      input.subarray(from + removed),
    ]);
  const part = input.subarray(from, from + length);
  switch (random.between(0, 9)) {
    case 0: {
      const flipped = Buffer.from(part.subarray(0, 1));
      if (flipped[0] !== undefined) flipped[0] ^= 1 << random.between(0, 7);
      return replace(flipped, flipped.length);
    }
    case 1:
      return replace(random.bytes(length));
    case 2:
      return replace('');
    case 3:
      return replace(Buffer.concat([part, part]));
    case 4:
      return replace(random.pick(SIGNS), random.pick([0, 1]));
    case 5:
      return replaceNumber(random, input);
    case 6: {
      const other = random.pick(others);
      const start = random.between(0, other.length);
      return replace(other.subarray(start, start + random.between(0, 400)));
    }
    case 7:
      return replace(part.toString('latin1').repeat(random.pick([2, 10, 300])));
    case 8:
      return random.chance(0.2) ? input.subarray(0, from) : replace('');
    default:
      return words.length === 0
        ? replace('')
        : replace(random.pick(words), random.pick([0, length]));
  }
}

function replaceNumber(random: Random, input: Buffer): Buffer {
  const text = input.toString('latin1');
  const numbers = [...text.matchAll(/\d+/g)];
  if (numbers.length === 0) return input;
  const { index, 0: digits } = random.pick(numbers);
  const by = random.chance(0.5)
    ? random.pick(NUMBERS)
    : String(Number(digits) + random.pick([-1, 1]));
  return Buffer.from(text.slice(0, index) + by + text.slice(index + digits.length), 'latin1');
}
