import { z } from 'zod';
import type { Settlement, SyncNotice } from '../../../shared/sync/sync-state';
import { SETTLEMENTS } from '../../../shared/sync/sync-state';
import type { JsonValue } from '../../lib/vault-port';
import type { SyncDraft, SyncVault } from '../sync-vault';

/** Notices are kept until dismissed. Of older ones only the count is kept. */
const MAX_NOTICES = 200;

/** The problems kept with their texts. Other problems keep only the fields that decide which requests are sent. */
const MAX_DESCRIBED = 1_000;

/**
 * Unreadable records that belong to no key of the vault. A collection with more holds no API keys.
 */
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
    /** the invalid field, or the status of the refusal */
    detail: z.string().max(200),
    name: z.string().max(200).nullable().default(null),
    /** the value of that field, or the endpoint's message */
    says: z.string().max(1_000).nullable().default(null),
    /** version number of the unreadable state, for `If-Match` */
    number: z.int().nonnegative().optional(),
    /** whether the unreadable state is disabled */
    isOff: z.boolean().optional(),
    /** digest of the refused request; an equal one would be refused again */
    digest: z.string().max(64).optional(),
    answer: z.enum(SETTLEMENTS).optional(),
  }),
);
/** A problem as the vault stores it. */
export type StoredProblem = z.infer<typeof problemsSchema>[number];

type Settings = Pick<SyncVault, 'settings'>;

export const noticesOf = ({ settings }: Settings): SyncNotice[] =>
  noticesSchema.safeParse(settings.get(NOTICES)).data ?? [];

/** How many notices were dropped before those that are kept. */
export const earlierNoticesIn = ({ settings }: Settings): number =>
  z.int().nonnegative().safeParse(settings.get(EARLIER)).data ?? 0;

/** Parsed settings by value. A changed setting is another object. */
const read = new WeakMap<object, StoredProblem[]>();

export function problemsOf({ settings }: Settings): readonly StoredProblem[] {
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
  value: readonly (SyncNotice | StoredProblem)[] | number | null,
): SyncDraft => ({
  event: 'setting.changed',
  keyId: null,
  change: { name, value: value as JsonValue },
});

/**
 * The events that store new problems and notices, each once.
 *
 * @param found.settled ids of records that are readable now: their problems are closed
 */
export function draftsForProblemsAndNotices(
  vault: Settings,
  found: {
    notices: readonly SyncNotice[];
    problems: readonly StoredProblem[];
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
  // A choice about one state does not apply to another.
  const olderOnes = new Map(problems.map((problem) => [problem.id, problem]));
  const known = found.problems.map((problem) => {
    const before = olderOnes.get(problem.id);
    if (before?.number === undefined) return problem;
    const { number, isOff, answer } = before;
    // The refused request was to replace an unreadable state, which is still there.
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

/** Whether there would be more unreadable records than an endpoint for API keys can have. */
export function exceedsForeignLimit(
  drafts: readonly SyncDraft[],
  { keys, ledger }: Pick<SyncVault, 'keys' | 'ledger'>,
): boolean {
  return drafts.some(({ event, change }) => {
    if (event !== 'setting.changed' || change.name !== PROBLEMS) return false;
    const problems = (change.value ?? []) as unknown as StoredProblem[];
    if (problems.length <= MAX_FOREIGN) return false;
    const foreign = problems.filter(({ id }) => !keys.has(id) && !ledger.entries.has(id));
    return foreign.length > MAX_FOREIGN;
  });
}

/** The event that stores the user's choice about an unreadable record. */
export const draftForAnswer = (vault: Settings, id: string, answer: Settlement): SyncDraft =>
  setting(
    PROBLEMS,
    problemsOf(vault).map((problem) =>
      problem.id === id && problem.number !== undefined ? { ...problem, answer } : problem,
    ),
  );

export const forgetProblems = (): SyncDraft[] => [setting(PROBLEMS, null)];

export const forgetNotices = (): SyncDraft[] => [setting(NOTICES, null), setting(EARLIER, null)];

export const forgetProblemsAndNotices = (): SyncDraft[] => [
  ...forgetNotices(),
  ...forgetProblems(),
];
