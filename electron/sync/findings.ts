import { z } from 'zod';
import type { SyncNotice, SyncProblem } from '../../shared/sync-state';
import type { JsonValue, SyncDraft, SyncVault } from './sync-vault';

/** What sync found and keeps until the person has seen it. Old findings make room for new ones. */
const MAX_NOTICES = 200;
const MAX_PROBLEMS = 200;

const NOTICES = 'sync-notices';
const PROBLEMS = 'sync-problems';

const about = { keyId: z.string().max(100), name: z.string().max(200) };
const noticesSchema = z.array(
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('deleted-elsewhere'), ...about, hadEdits: z.boolean() }),
    z.strictObject({
      kind: z.enum(['came-back', 'number-reused', 'more-access', 'rotated-twice']),
      ...about,
    }),
  ]),
);
const problemsSchema = z.array(
  z.strictObject({
    id: z.string().max(100),
    kind: z.enum(['invalid', 'refused']),
    detail: z.string().max(100),
  }),
);

type Settings = Pick<SyncVault, 'settings'>;

export const noticesOf = ({ settings }: Settings): SyncNotice[] =>
  noticesSchema.safeParse(settings.get(NOTICES)).data ?? [];

export const problemsOf = ({ settings }: Settings): SyncProblem[] =>
  problemsSchema.safeParse(settings.get(PROBLEMS)).data ?? [];

const setting = (name: string, value: readonly (SyncNotice | SyncProblem)[] | null): SyncDraft => ({
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
    problems: readonly SyncProblem[];
    settled: readonly string[];
  },
): SyncDraft[] {
  const drafts: SyncDraft[] = [];
  const notices = noticesOf(vault);
  const isNew = (notice: SyncNotice) =>
    !notices.some(({ kind, keyId }) => kind === notice.kind && keyId === notice.keyId);
  const added = found.notices.filter(isNew);
  if (added.length > 0) drafts.push(setting(NOTICES, [...notices, ...added].slice(-MAX_NOTICES)));
  const problems = problemsOf(vault);
  const settled = new Set([...found.settled, ...found.problems.map(({ id }) => id)]);
  const left = problems.filter(({ id }) => !settled.has(id));
  const all = [...left, ...found.problems].slice(-MAX_PROBLEMS);
  if (JSON.stringify(all) !== JSON.stringify(problems)) {
    drafts.push(setting(PROBLEMS, all.length > 0 ? all : null));
  }
  return drafts;
}

export const forgetFindings = (): SyncDraft[] => [setting(NOTICES, null), setting(PROBLEMS, null)];

export const forgetNotices = (): SyncDraft[] => [setting(NOTICES, null)];
