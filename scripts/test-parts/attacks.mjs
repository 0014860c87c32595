/** @typedef {{ file: string, title: string | null }} Pointer a test, or with null all tests of a file, from the repository */
/** @typedef {{ name: string, tests: Pointer[] }} Attack */
/** @typedef {{ file: string, title: string, status: 'passed' | 'failed' | 'skipped', reason: string }} TestResult */
/** @typedef {{ name: string, word: 'held' | 'broke' | 'not tried', passed: number, lines: string[] }} Verdict */

/** The heading in docs/threat-model.md below which each attack has a heading of its own, with its tests as a list. */
const HEADING = '## The attacks';

/**
 * The attacks that docs/threat-model.md lists.
 *
 * @param {string} text of the document
 * @returns {Attack[]}
 */
export function attacksIn(text) {
  const from = text.split('\n').slice(text.split('\n').indexOf(HEADING) + 1);
  const end = from.findIndex((line) => line.startsWith('## '));
  /** @type {Attack[]} */
  const attacks = [];
  for (const line of end === -1 ? from : from.slice(0, end)) {
    const name = /^### (.+)$/.exec(line)?.[1];
    if (name !== undefined) attacks.push({ name, tests: [] });
    const [, file, title = null] = /^- `([^`]+)`(?:: (.+))?$/.exec(line) ?? [];
    if (file !== undefined) attacks.at(-1)?.tests.push({ file, title });
  }
  return attacks;
}

/** The part of `npm test` that a test belongs to. @param {Pointer} pointer */
export function partOf({ file }) {
  if (file.startsWith('test/app/')) return 'app';
  return file.startsWith('test/package/') ? 'package' : 'unit';
}

/**
 * The arguments with which a part runs these tests. App tests are chosen by title, since each
 * starts the app. For the other parts whole files run.
 *
 * @param {string} part
 * @param {Pointer[]} pointers
 * @returns {string[]}
 */
export function selection(part, pointers) {
  const files = [...new Set(pointers.map(({ file }) => file))].toSorted();
  if (part !== 'app') return files;
  const patterns = pointers.map(({ file, title }) =>
    title === null ? escaped(file.slice(file.lastIndexOf('/') + 1)) : patternOf(title),
  );
  return [...files, '--grep', [...new Set(patterns)].toSorted().join('|')];
}

/** A pattern that matches a title of the source with its placeholders filled in. @param {string} title */
function patternOf(title) {
  const values = /\$\{[^}]*\}|%[sdifjoO#]|\$\w+/g;
  return title.split(values).map(escaped).join('.*');
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/**
 * @param {Pointer} pointer
 * @param {TestResult[]} results
 */
function resultsOf({ file, title }, results) {
  const pattern = title === null ? /^/ : new RegExp(`^${patternOf(title)}$`);
  return results.filter((result) => result.file === file && pattern.test(result.title));
}

/**
 * Whether an attack was held off. A listed test that has not run proves nothing, so its attack counts as one that broke
 * something. A test that cannot run on this computer is named.
 *
 * @param {Attack} attack
 * @param {TestResult[]} results
 * @returns {Verdict}
 */
export function verdictOn({ name, tests }, results) {
  const where = (/** @type {TestResult} */ { file, title, reason }) =>
    [file, title, reason].filter(Boolean).join(' › ');
  const found = tests.flatMap((pointer) => {
    const own = resultsOf(pointer, results);
    if (own.length > 0) return own;
    const { file, title } = pointer;
    return [{ file, title: title ?? '', status: 'failed', reason: 'has not run' }];
  });
  const all = /** @type {TestResult[]} */ ([
    ...new Map(found.map((r) => [where(/** @type {TestResult} */ (r)), r])).values(),
  ]);
  const of = (/** @type {TestResult['status']} */ status) => all.filter((r) => r.status === status);
  const passed = of('passed').length;
  const broken = of('failed');
  const word = broken.length > 0 ? 'broke' : passed > 0 ? 'held' : 'not tried';
  const lines = word === 'broke' ? broken.map(where) : of('skipped').map(where);
  return { name, word, passed, lines };
}

/** The limit of lines for an attack: a part that did not run would fill the screen. */
const MAX_PLACES = 5;

/**
 * One line for an attack, and below it one for each failed or skipped test.
 *
 * @param {Verdict} verdict
 */
export function verdictLine({ name, word, passed, lines }) {
  const tests = `${passed} ${passed === 1 ? 'test' : 'tests'}`;
  const left = word === 'held' && lines.length > 0 ? `, ${lines.length} cannot run here` : '';
  const says = word === 'held' ? `${tests}${left}` : '';
  const rest = lines.length - MAX_PLACES;
  const shown = [...lines.slice(0, MAX_PLACES), ...(rest > 0 ? [`and ${rest} more`] : [])];
  const places = shown.map((line) => `\n            ${line}`).join('');
  return `${`${word.padEnd(10)}  ${name.padEnd(22)}  ${says}`.trimEnd()}${places}`;
}
