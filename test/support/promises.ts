import { attacksIn } from '../../scripts/test-parts/attacks.mjs';

interface Documents {
  security: string;
  threatModel: string;
  /** The text of a file of the repository, or null where there is none. */
  read: (file: string) => string | null;
}

/**
 * The faults in the proofs of SECURITY.md's promises: rows with neither a test nor a reason, and
 * tests that do not exist. The last column of each table in docs/threat-model.md links to its
 * attacks, or has `by design: REASON`.
 */
export function unprovedPromises({ security, threatModel, read }: Documents): string[] {
  const attacks = attacksIn(threatModel);
  const names = new Set(attacks.map(({ name }) => name));
  const rows = rowsIn(threatModel);
  const known = new Set(rows.filter(({ heading }) => heading === PROMISES).map(({ key }) => key));
  const promises = new Set(rowsIn(security).map(({ key }) => key));
  return [
    ...[...promises]
      .filter((key) => !known.has(key))
      .map((key) => `SECURITY.md, "${key}": has no row below "${PROMISES}"`),
    ...[...known]
      .filter((key) => !promises.has(key))
      .map((key) => `docs/threat-model.md, "${key}": is no row of SECURITY.md`),
    ...rows.flatMap(({ key, last }) =>
      faultsOf(last, names).map((fault) => `docs/threat-model.md, "${key}": ${fault}`),
    ),
    ...attacks.flatMap(({ name, tests }) => [
      ...(tests.length === 0 ? [`attack ${name}: has no test`] : []),
      ...tests.flatMap(({ file, title }) => {
        const text = read(file);
        if (text === null) return [`attack ${name}: there is no file ${file}`];
        if (title === null || hasTest(text, title)) return [];
        return [`attack ${name}: ${file} has no test "${title}"`];
      }),
    ]),
  ];
}

const PROMISES = 'The promises of SECURITY.md';

interface Row {
  heading: string;
  key: string;
  last: string;
}

/** All rows of all tables, without their headers. */
function rowsIn(text: string): Row[] {
  const rows: Row[] = [];
  let heading = '';
  let isBody = false;
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) isBody = false;
    heading = /^## (.+)$/.exec(line)?.[1] ?? heading;
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    if (isBody) rows.push({ heading, key: cells[1] ?? '', last: cells.at(-2) ?? '' });
    if (/^\|[ :|-]+\|$/.test(line)) isBody = true;
  }
  return rows;
}

function faultsOf(cell: string, names: ReadonlySet<string>): string[] {
  const links = [...cell.matchAll(/\[[^\]]+\]\(#([^)]+)\)/g)].map(([, name = '']) => name);
  const hasReason = /by design: \w+ \w+ \w+/.test(cell);
  if (links.length === 0 && !hasReason) return ['names neither a test nor "by design: REASON"'];
  return links.filter((name) => !names.has(name)).map((name) => `there is no attack ${name}`);
}

/** Whether the source has a test of that title, in any kind of quotes. */
function hasTest(source: string, title: string): boolean {
  const calls = source.replaceAll(/\(\s+/g, '(');
  return ["'", '"', '`'].some((quote) => calls.includes(`(${quote}${title}${quote},`));
}
