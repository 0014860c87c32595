import { z } from 'zod';
import type { Settlement, SyncNotice } from '../../../shared/sync/sync-state';
import { SETTLEMENTS } from '../../../shared/sync/sync-state';
import type { JsonValue, SyncDraft, SyncVault } from '../sync-vault';

/** Notices that are kept until the person has seen them. Of older ones it is kept how many they were. */
const MAX_NOTICES = 200;

/** Problems of which texts are kept. Of the others there is what decides what is sent, so that none is forgotten. */
const MAX_DESCRIBED = 1_000;

/** Unreadable records that are about no key of the vault. More are no collection of API keys. */
export const MAX_FOREIGN = 20_000;

const NOTICES = 'sync-notices';
const EARLIER = 'sync-notices-earlier';
const PROBLEMS = 'sync-problems';

const about = { keyId: z.string().max(100), name: z.string().max(200) };
const noticesSchema = z.array(
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('deleted-elsewhere'), ...about, hadEdits: z.boolean() }),
    z.strictObject({
      kind: z.enum(['came-back', 'number-reused', 'more-access', 'rotated-twice']),
      ...about,
    }),
    z.strictObject({
      kind: z.literal('unreadable-scopes'),
      ...about,
      scopes: z.array(z.string().max(120)),
    }),
  ]),
);
const problemsSchema = z.array(
  z.object({
    id: z.string().max(100),
    kind: z.enum(['invalid', 'refused']),
    /** the field that is wrong, or the status of the refusal */
    detail: z.string().max(200),
    name: z.string().max(200).nullable().default(null),
    /** what stands in the field, or the endpoint's own words */
    says: z.string().max(1_000).nullable().default(null),
    /** of the state that cannot be read: what would be replaced */
    number: z.int().nonnegative().optional(),
    /** of the state that cannot be read: it is switched off */
    isOff: z.boolean().optional(),
    /** of the request that was refused: it would be refused again */
    digest: z.string().max(64).optional(),
    answer: z.enum(SETTLEMENTS).optional(),
  }),
);
/** A problem as the vault keeps it. */
export type FoundProblem = z.infer<typeof problemsSchema>[number];

type Settings = Pick<SyncVault, 'settings'>;

export const noticesOf = ({ settings }: Settings): SyncNotice[] =>
  noticesSchema.safeParse(settings.get(NOTICES)).data ?? [];

/** How many notices there were before those that are kept. */
export const earlierNoticesIn = ({ settings }: Settings): number =>
  z.int().nonnegative().safeParse(settings.get(EARLIER)).data ?? 0;

/** What was read of a setting, which is another object once it changes. */
const read = new WeakMap<object, FoundProblem[]>();

export function problemsOf({ settings }: Settings): readonly FoundProblem[] {
  const value = settings.get(PROBLEMS);
  if (typeof value !== 'object' || value === null) return [];
  const known = read.get(value);
  if (known) return known;
  const problems = problemsSchema.safeParse(value).data ?? [];
  read.set(value, problems);
  return problems;
}

const setting = (
  name: string,
  value: readonly (SyncNotice | FoundProblem)[] | number | null,
): SyncDraft => ({
  event: 'setting.changed',
  keyId: null,
  change: { name, value: value as JsonValue },
});

/**
 * What keeps new findings. The same thing is not said twice.
 *
 * @param found.settled ids of records that are good now: their problems are over
 */
export function draftsForFindings(
  vault: Settings,
  found: {
    notices: readonly SyncNotice[];
    problems: readonly FoundProblem[];
    settled: readonly string[];
  },
): SyncDraft[] {
  const drafts: SyncDraft[] = [];
  const notices = noticesOf(vault);
  const isNew = (notice: SyncNotice) =>
    !notices.some(({ kind, keyId }) => kind === notice.kind && keyId === notice.keyId);
  const added = found.notices.filter(isNew);
  if (added.length > 0) {
    const whole = [...notices, ...added];
    const dropped = Math.max(whole.length - MAX_NOTICES, 0);
    drafts.push(setting(NOTICES, whole.slice(dropped)));
    if (dropped > 0) drafts.push(setting(EARLIER, earlierNoticesIn(vault) + dropped));
  }
  const problems = problemsOf(vault);
  const settled = new Set([...found.settled, ...found.problems.map(({ id }) => id)]);
  const left = problems.filter(({ id }) => !settled.has(id));
  // What was chosen about a state was not chosen about another one.
  const olderOnes = new Map(problems.map((problem) => [problem.id, problem]));
  const known = found.problems.map((problem) => {
    const before = olderOnes.get(problem.id);
    if (before?.number === undefined) return problem;
    const { number, isOff, answer } = before;
    // What was refused was to replace a state that cannot be read, which is still there.
    if (problem.kind === 'refused') return { ...problem, number, isOff };
    if (problem.number !== number) return problem;
    return before.kind === 'refused' ? before : { ...problem, ...(answer ? { answer } : {}) };
  });
  const all = [...left, ...known].map((problem, index) =>
    index < MAX_DESCRIBED ? problem : { ...problem, says: null, name: null },
  );
  if (JSON.stringify(all) !== JSON.stringify(problems)) {
    drafts.push(setting(PROBLEMS, all.length > 0 ? all : null));
  }
  return drafts;
}

/** Whether more unreadable records would be kept than an endpoint for API keys can have. */
export function isTooMuch(
  drafts: readonly SyncDraft[],
  { keys, ledger }: Pick<SyncVault, 'keys' | 'ledger'>,
): boolean {
  return drafts.some(({ event, change }) => {
    if (event !== 'setting.changed' || change.name !== PROBLEMS) return false;
    const problems = (change.value ?? []) as unknown as FoundProblem[];
    if (problems.length <= MAX_FOREIGN) return false;
    const foreign = problems.filter(({ id }) => !keys.has(id) && !ledger.entries.has(id));
    return foreign.length > MAX_FOREIGN;
  });
}

/** What keeps the answer of a person to what is to become of a record that cannot be read. */
export const draftForAnswer = (vault: Settings, id: string, answer: Settlement): SyncDraft =>
  setting(
    PROBLEMS,
    problemsOf(vault).map((problem) =>
      problem.id === id && problem.number !== undefined ? { ...problem, answer } : problem,
    ),
  );

export const forgetProblems = (): SyncDraft[] => [setting(PROBLEMS, null)];

export const forgetNotices = (): SyncDraft[] => [setting(NOTICES, null), setting(EARLIER, null)];

export const forgetFindings = (): SyncDraft[] => [...forgetNotices(), ...forgetProblems()];
