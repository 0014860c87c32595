import type { Random } from '../support/random';

type Node = { [name: string]: unknown } | unknown[];

/** Values that a reader may not expect. */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  9007199254740992,
  '',
  ' ',
  '0',
  'null',
  [],
  {},
  '\0',
  '\ud800',
  '__proto__',
  '=1+1',
  'a'.repeat(300),
  '2026-02-30T00:00:00.000Z',
  'NaN',
  '9999-12-31T23:59:59.999Z',
  '0000-01-01T00:00:00.000Z',
  '::/0',
  '0.0.0.0/0',
  '*',
  [[]],
  [null],
];
/** Names with a special meaning in JavaScript. */
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'length', 'then', 'toJSON', ''];

/** The same JSON with one mutation, or null when the input is not JSON. */
export function mutateJson(
  random: Random,
  input: Buffer,
  others: readonly Buffer[],
  words: readonly string[],
): Buffer | null {
  const root = parsed(input);
  if (root === null) return null;
  const node = random.pick(nodesOf(root));
  const names = Object.keys(node);
  const name = names.length > 0 ? random.pick(names) : '0';
  const value = Object.hasOwn(node, name) ? (node as Record<string, unknown>)[name] : null;
  switch (random.between(0, 7)) {
    case 0:
      put(node, name, random.pick(VALUES));
      break;
    case 1:
      if (Array.isArray(node)) node.splice(Number(name), 1);
      else Reflect.deleteProperty(node, name);
      break;
    case 2:
      put(node, Array.isArray(node) ? String(node.length) : random.pick(NAMES), value ?? null);
      break;
    case 3: {
      const other = parsed(random.pick(others)) ?? root;
      const from = random.pick(nodesOf(other)) as Record<string, unknown>;
      const [taken = name] = Object.keys(from).length > 0 ? [random.pick(Object.keys(from))] : [];
      put(
        node,
        random.chance(0.5) ? name : taken,
        structuredClone(Object.hasOwn(from, taken) ? from[taken] : null),
      );
      break;
    }
    case 4:
      put(node, name, words.length > 0 ? random.pick(words) : random.pick(VALUES));
      break;
    case 5:
      put(
        node,
        name,
        typeof value === 'number' ? value + random.pick([-1, 1, 1e6]) : `${JSON.stringify(value)}x`,
      );
      break;
    case 6:
      put(node, name, random.chance(0.5) ? [value] : { [random.pick(NAMES)]: value });
      break;
    default: {
      const twice = Array.isArray(node) ? random.pick([1, 2, 40]) : 0;
      for (let left = twice; left > 0; left -= 1) (node as unknown[]).push(structuredClone(value));
      if (typeof value === 'string') put(node, name, Array.from(value).toReversed().join(''));
    }
  }
  return Buffer.from(JSON.stringify(root) + (input.at(-1) === 0x0a ? '\n' : ''));
}

/** Defines an own property, even for `__proto__`. */
function put(node: Node, name: string, value: unknown): void {
  // The length of a list is not an entry.
  if (Array.isArray(node) && name === 'length') return;
  Object.defineProperty(node, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function parsed(input: Buffer): Node | null {
  try {
    const value: unknown = JSON.parse(input.toString());
    return typeof value === 'object' ? (value as Node | null) : null;
  } catch {
    return null;
  }
}

function nodesOf(root: Node): Node[] {
  const nodes: Node[] = [];
  const open: unknown[] = [root];
  for (let node = open.pop(); node !== undefined && nodes.length < 2_000; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    nodes.push(node as Node);
    for (const value of Object.values(node)) if (value !== undefined) open.push(value);
  }
  return nodes;
}
