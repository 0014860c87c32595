import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { KeyChange } from '../../shared/keys/key-change';
import { checkChange } from '../../shared/keys/key-change';
import type { Planned } from '../../shared/keys/plan-change';
import { planChange } from '../../shared/keys/plan-change';
import { planDigest } from '../../shared/keys/plan-digest';
import type { RevertibleEvent, RevertPlan, RevertStep } from '../../shared/keys/plan-revert';
import { planRevert } from '../../shared/keys/plan-revert';
import type { StepJudge } from '../../shared/rules/change-judge';
import { refusedSteps } from '../../shared/rules/refused-steps';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import { throttleProgress } from '../lib/progress';
import { refusalOf } from '../../shared/rules/rule-refusal';
import { accessWhenUndone, restorable, restoreDrafts } from './deleted-keys';
import type { KeyDraft, KeyVault, RecordedEvent } from './key-vault';
import { undoNumber } from './undo-number';
import { updateDrafts } from './update-drafts';

/** A commit whose revert was planned. */
interface FoundCommit {
  vault: KeyVault;
  sequence: number;
  actor: string;
  at: string;
  events: readonly RevertibleEvent[];
}

/** What a commit of this file has done. */
export interface Changed {
  changed: number;
  /** the number by which the change is reverted; null when nothing was recorded */
  undo: number | null;
}

interface Options {
  vault: () => KeyVault | null;
  now: () => number;
  /** judges the changes of one commit by the vault's rules; without it there are none */
  judge?: () => StepJudge;
  /** done and total, a few times a second */
  onProgress: (progress: { done: number; total: number }) => void;
}

/** Changes many keys at once, and reverts changes. Each is one commit of the plan that was shown. */
export class KeyChanges {
  readonly #options: Options;
  /** The commit whose revert was planned last. */
  #found: FoundCommit | null = null;
  #running: AbortController | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The plan of a change; null when its values are invalid or the vault is locked. */
  plan(ids: readonly string[], change: KeyChange): Planned<ApiKeyRecord>[] | null {
    const vault = this.#options.vault();
    const checked = checkChange(change, this.#options.now());
    return vault && checked.problems.length === 0 ? planIn(vault, ids, checked.change) : null;
  }

  /**
   * Makes a change to the keys that exist.
   *
   * @param shown the digest of the plan that the person saw
   * @param isStill checked when the commit has its turn: whether the access that results is what
   * the user agreed to
   * @returns `preview-outdated` when the keys are no longer as they were shown
   */
  async change(
    { ids, change: wanted, shown }: { ids: readonly string[]; change: KeyChange; shown: string },
    isStill: () => boolean = () => true,
  ): Promise<Result<Changed>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    return this.#commit(vault, () => {
      const { change, problems } = checkChange(wanted, this.#options.now());
      if (problems.length > 0) return fail({ code: 'invalid-key', problems });
      const plan = planIn(vault, ids, change);
      if (planDigest(plan) !== shown) return fail({ code: 'preview-outdated' });
      if (!isStill()) return fail({ code: 'not-confirmed' });
      return ok(
        plan.flatMap((planned) =>
          planned.skipped === null
            ? updateDrafts(planned.key, planned.after, this.#options.now())
            : [],
        ),
      );
    });
  }

  /**
   * Finds the commit of an entry in the activity, and plans to revert it.
   *
   * @returns `revert-impossible` when it cannot be read, or changed no key
   */
  async planRevert(sequence: number): Promise<Result<RevertPlan>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    if (sequence <= vault.activity.start.sequence) {
      return fail({ code: 'revert-impossible', problem: 'archived' });
    }
    if (sequence > vault.activity.end.sequence) {
      return fail({ code: 'revert-impossible', problem: 'none' });
    }
    const found = await commitWith(vault, sequence);
    if (!found.ok) return found;
    if (this.#options.vault() !== vault) return fail({ code: 'vault-locked' });
    this.#found = found.value;
    const steps = this.#stepsNow(found.value);
    const { actor, at } = found.value;
    return ok({ actor, at, steps: steps.map(withoutHashes), digest: planDigest(steps) });
  }

  /** The steps that would revert a commit now; null when that was not planned. */
  revertSteps(sequence: number): RevertStep[] | null {
    const found = this.#found;
    if (found?.sequence !== sequence || found.vault !== this.#options.vault()) return null;
    return this.#stepsNow(found);
  }

  /**
   * Reverts a commit as it was planned. Keys with an obstacle stay as they are.
   *
   * @param isStill as of `change`
   * @returns `preview-outdated` when the plan differs from the one that was shown
   */
  async revert(
    { sequence, shown }: { sequence: number; shown: string },
    isStill: () => boolean = () => true,
  ): Promise<Result<Changed>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    return this.#commit(vault, () => {
      const steps = this.revertSteps(sequence);
      if (!steps || planDigest(steps) !== shown) return fail({ code: 'preview-outdated' });
      if (!isStill()) return fail({ code: 'not-confirmed' });
      const drafts = this.#revertDrafts(vault, steps);
      if (!drafts.ok || drafts.value.length > 0) return drafts;
      return fail({ code: 'revert-impossible', problem: 'none' });
    });
  }

  /** Cancels a change that is not committed yet. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Call it on locking: drops the content. */
  forget(): void {
    this.#found = null;
  }

  /** The rules of the API keys are checked here, for every record that a plan would leave. */
  async #commit(vault: KeyVault, prepare: () => Result<KeyDraft[]>): Promise<Result<Changed>> {
    const running = new AbortController();
    this.#running = running;
    const judged = () => {
      const drafts = prepare();
      const judge = this.#options.judge?.();
      const refusal = drafts.ok && judge ? refusalOf(changesIn(drafts.value, vault), judge) : null;
      return refusal ? fail(refusal) : drafts;
    };
    const committed = await vault.commit(judged, undefined, {
      signal: running.signal,
      onProgress: throttleProgress(this.#options.onProgress),
    });
    if (this.#running === running) this.#running = null;
    if (!committed.ok) return committed;
    return ok({ changed: committed.value.length, undo: undoNumber(committed.value) });
  }

  #stepsNow({ vault, events }: FoundCommit): RevertStep[] {
    let kept: ReturnType<typeof restorable> | null = null;
    const steps = planRevert(events, {
      now: this.#options.now(),
      record: (id) => vault.keys.get(id)?.record,
      restored: (id) => {
        const deleted = (kept ??= restorable(vault)).get(id);
        return deleted && accessWhenUndone(vault, deleted);
      },
      idOfName: (name) => vault.idOfName(name),
    });
    const judge = this.#options.judge?.();
    return judge ? withRefusals(steps, vault, judge) : steps;
  }

  #revertDrafts(vault: KeyVault, steps: readonly RevertStep[]): Result<KeyDraft[]> {
    const drafts: KeyDraft[] = [];
    const restored: string[] = [];
    for (const step of steps) {
      if (step.skipped !== null) continue;
      const record = vault.keys.get(step.key.id)?.record;
      if (step.does === 'restore') restored.push(step.key.id);
      else if (record === undefined) continue;
      else if (step.does === 'update') {
        drafts.push(...updateDrafts(record, step.after, this.#options.now()));
      } else drafts.push({ event: 'key.deleted', keyId: record.id, change: { before: record } });
    }
    if (restored.length === 0) return ok(drafts);
    const restoring = restoreDrafts(vault, restored, this.#options.now(), 'as-it-was');
    return restoring.ok ? ok([...drafts, ...restoring.value]) : restoring;
  }
}

function planIn(vault: KeyVault, ids: readonly string[], change: KeyChange) {
  const records = [...new Set(ids)].flatMap((id) => vault.keys.get(id)?.record ?? []);
  return planChange(change, records);
}

const REVERTIBLE: ReadonlySet<string> = new Set<RevertibleEvent['event']>([
  'key.created',
  'key.restored',
  'key.updated',
  'key.rotated',
  'key.deleted',
]);

const isRevertible = (event: { event: string }): event is RecordedEvent & RevertibleEvent =>
  REVERTIBLE.has(event.event);

/** The commit that contains an event, from the activity. */
async function commitWith(vault: KeyVault, sequence: number): Promise<Result<FoundCommit>> {
  let commit: RecordedEvent[] = [];
  const read = await vault.activity.readBack(null, (event) => {
    if (event.commitEnd < sequence) return false;
    if (commit[0]?.commitEnd !== event.commitEnd) commit = [];
    commit.push(event);
    return true;
  });
  if (!read.ok) return read;
  if (read.value.brokenLine !== null) {
    return fail({ code: 'revert-impossible', problem: 'unreadable' });
  }
  const [last] = commit;
  const events = commit.filter(isRevertible).toReversed();
  if (last === undefined || last.commitEnd < sequence || events.length === 0) {
    return fail({ code: 'revert-impossible', problem: 'none' });
  }
  return ok({ vault, sequence, actor: last.actor, at: last.at, events });
}

/** A step as the page may see it. */
function withoutHashes(step: RevertStep): RevertStep {
  if (step.skipped !== null || step.does !== 'update') return step;
  const { previousSecret: _before, ...before } = step.before;
  const { previousSecret: _after, ...after } = step.after;
  return { ...step, before, after };
}

/** The steps, of which the changes that the rules block are skipped. */
function withRefusals(
  steps: readonly RevertStep[],
  vault: KeyVault,
  judge: StepJudge,
): RevertStep[] {
  const updates = steps.flatMap((step) => {
    const before = vault.keys.get(step.key.id)?.record;
    const isUpdate = step.skipped === null && step.does === 'update';
    return before && isUpdate ? [{ before, after: { ...before, ...step.after } }] : [];
  });
  const refused = refusedSteps(updates, judge);
  return steps.map((step) => {
    const rules = refused.get(step.key.id)?.map(({ rule }) => rule);
    return rules ? { key: step.key, skipped: { reason: 'rules', rules } } : step;
  });
}

/** The changes of keys among some drafts. A key that comes back is judged like a new one. */
function* changesIn(drafts: readonly KeyDraft[], vault: KeyVault) {
  for (const draft of drafts) {
    if (draft.event === 'key.restored') yield { before: null, after: draft.change.record };
    if (draft.event !== 'key.updated') continue;
    const before = vault.keys.get(draft.keyId)?.record;
    if (before) yield { before, after: { ...before, ...draft.change.after } };
  }
}
