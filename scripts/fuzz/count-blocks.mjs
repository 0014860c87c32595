import path from 'node:path';
import { inRoot } from '../bootstrap/paths.mjs';

// Code coverage for the fuzzer: a counter in each block and each branch of an expression of the app's code. The
// counts also limit the work of one input, so that an endless loop ends with an error.

/** Code before all modules of the bundle. `test/fuzz/blocks.ts` reads the counters. */
export const COUNTERS = `globalThis.fuzzBlocks = { counts: new Uint16Array(65536), work: 0, most: Infinity };
globalThis.$enter = (block) => {
  const blocks = globalThis.fuzzBlocks;
  blocks.counts[block] += 1;
  blocks.work += 1;
  if (blocks.work > blocks.most) {
    blocks.most = Infinity;
    throw new Error('more work than its input is worth');
  }
};`;

const COUNTED = [inRoot('electron'), inRoot('shared')];

/** @typedef {{ type: string, start: number, end: number, [key: string]: unknown }} AstNode */
/** @typedef {{ at: number, text: string, closes: boolean }} Insertion */

/** Adds the counters to `electron/` and `shared/`. No line moves, so source maps stay valid. */
export function countBlocks() {
  let next = 0;
  const enter = () => `$enter(${next++ % 65536})`;
  return {
    name: 'count-blocks',
    /** @this {{ parse: (code: string, options: object) => unknown }} */
    transform(/** @type {string} */ code, /** @type {string} */ id) {
      if (!COUNTED.some((folder) => id.startsWith(folder + path.sep))) return null;
      /** @type {Insertion[]} */
      const insertions = [];
      visit(/** @type {AstNode} */ (this.parse(code, { lang: 'ts' })), insertions, enter);
      return { code: inserted(code, insertions), map: null };
    },
  };
}

/**
 * @param {AstNode} node
 * @param {Insertion[]} insertions
 * @param {() => string} enter
 */
function visit(node, insertions, enter) {
  const wrap = (/** @type {AstNode} */ inner, before = '(', between = ',', after = ')') => {
    insertions.push({ at: inner.start, text: `${before}${enter()}${between}`, closes: false });
    insertions.push({ at: inner.end, text: after, closes: true });
  };
  const part = (/** @type {string} */ name) => /** @type {AstNode | null} */ (node[name]);
  const statement = (/** @type {AstNode | null} */ inner) => {
    if (inner && inner.type !== 'BlockStatement') wrap(inner, '{', ';', '}');
  };
  if (node.type === 'BlockStatement') {
    insertions.push({ at: node.start + 1, text: `${enter()};`, closes: false });
  } else if (node.type === 'ArrowFunctionExpression') {
    const body = part('body');
    if (body && body.type !== 'BlockStatement') wrap(body);
  } else if (node.type === 'ConditionalExpression') {
    for (const name of ['consequent', 'alternate']) wrap(/** @type {AstNode} */ (part(name)));
  } else if (node.type === 'LogicalExpression') {
    wrap(/** @type {AstNode} */ (part('right')));
  } else if (node.type === 'IfStatement') {
    statement(part('consequent'));
    statement(part('alternate'));
  } else if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)) {
    statement(part('body'));
  }
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, insertions, enter);
    }
  }
}

/** Whether a node is code. A type is not, but an expression with a type is. @returns {value is AstNode} */
const isNode = (/** @type {unknown} */ value) => {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  const type = String(value.type);
  return !type.startsWith('TS') || /^TS(As|Satisfies|NonNull)/.test(type);
};

/**
 * @param {string} code
 * @param {Insertion[]} insertions of two at the same place the outer one opens before the inner one, and closes after it
 */
function inserted(code, insertions) {
  const opening = insertions.filter(({ closes }) => !closes);
  const closing = insertions.filter(({ closes }) => closes).toReversed();
  const ordered = [...closing, ...opening].toSorted((a, b) => a.at - b.at);
  let at = 0;
  let text = '';
  for (const insertion of ordered) {
    text += code.slice(at, insertion.at) + insertion.text;
    at = insertion.at;
  }
  return text + code.slice(at);
}
