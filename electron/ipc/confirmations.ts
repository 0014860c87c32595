import { isDeepStrictEqual } from 'node:util';
import type { KeyAccess } from '../../shared/keys/access';
import { givesMore } from '../../shared/keys/access';
import type { ApiKeyChanges, ApiKeyRecord } from '../../shared/keys/api-key';
import type { RequestName } from '../../shared/contract/channels';
import type { Input, Output } from '../../shared/contract/contract';
import { moreAccess } from '../../shared/keys/access-change';
import { graceEndOf } from '../../shared/keys/grace-period';
import type { KeyChange } from '../../shared/keys/key-change';
import { checkKeyFields } from '../../shared/keys/key-rules';
import type { RiskCode } from '../../shared/keys/risk-codes';
import { weakenedRules } from '../../shared/rules/rule-changes';
import type { RuleChanges, RuleSet } from '../../shared/rules/rule-set';
import type { Planned } from '../../shared/keys/plan-change';
import type { RevertStep } from '../../shared/keys/plan-revert';
import type { Preferences } from '../../shared/preferences/preferences';
import type { Result } from '../../shared/lib/result';
import { fail } from '../../shared/lib/result';
import type { NamedKeys } from '../../shared/sync/sync-state';
import type { ImportCandidate } from '../../shared/transfer/transfer';
import type { VaultNotice } from '../../shared/vault/vault-state';
import type { Handlers } from './answer';
import {
  accessOf,
  eachKey,
  gainInWords,
  gainsOf,
  ruleChange,
  shownName,
  someNames,
} from './question-texts';
import { formatMoment, t } from '../lib/messages';

/** A question that the main process asks in its own box. */
export interface Question {
  message: string;
  detail: string;
  /** the label of the confirming button */
  go: string;
}

/** The present state that the questions refer to. */
interface Present {
  record: (id: string) => ApiKeyRecord | undefined;
  preferences: () => Preferences;
  /** the rules in force */
  rules: () => RuleSet;
  /** the notice about the open vault */
  notice: () => VaultNotice | null;
  /** the number of changes that the endpoint does not have */
  unsent: () => number;
  /** the plan of a change of many keys */
  plan: (ids: readonly string[], change: KeyChange) => Planned<ApiKeyRecord>[] | null;
  /** the planned steps to revert a change */
  revertSteps: (sequence: number) => RevertStep[] | null;
  /** a key of the file that is being imported, by its index */
  candidate: (index: number) => ImportCandidate | undefined;
  /** a key that was deleted here and exists at the endpoint */
  returned: (id: string) => { name: string; access?: KeyAccess | undefined } | undefined;
  /** the keys that an answer to a question of sync affects; null when that question is not open */
  keysAffectedBy: (answer: Input<'sync:answer'>['answer']) => NamedKeys | null;
}

/**
 * The question to ask before a request that gives more access or removes a protection; null when
 * none is needed.
 */
type Questions = { [N in RequestName]?: (input: Input<N>) => Question | null };

/**
 * Requests without a proof that still need the person's confirmation. A compromised page can send
 * any request and press any of its own buttons, but it can neither see nor answer a box of the main
 * process.
 */
export function questionsAbout(present: Present): Questions {
  const { record, preferences } = present;
  const changed = (changes: readonly { id: string; changes: ApiKeyChanges }[]) =>
    changes.flatMap(({ id, changes: fields }) => {
      const before = record(id);
      const after = before && changedBy(before, fields);
      return before && after ? [{ before, after }] : [];
    });
  return {
    'keys:update': ({ id, changes }) => widened(changed([{ id, changes }])),
    'keys:set-enabled': ({ ids, enabled }) => {
      const inactive = (enabled ? [...new Set(ids)] : []).flatMap((id) => {
        const found = record(id);
        return found && !found.enabled ? [found] : [];
      });
      return inactive.length === 0 ? null : activated(inactive.map(named));
    },
    'keys:cancel-rotation': ({ id, until }) => rotationCancelled(record(id), until),
    'rules:set': ({ changes }) => weakened(present.rules(), changes),
    'rules:add-exception': ({ code, keyIds, until }) =>
      accepted(
        code,
        until,
        keyIds.flatMap((id) => record(id)?.name ?? []),
      ),
    'keys:change': ({ ids, change }) => changedTogether(present.plan(ids, change) ?? []),
    'keys:revert': ({ sequence }) => reverted(present.revertSteps(sequence) ?? [], record),
    'backups:restore': () => asked('restore'),
    'vault:accept-older-state': () => olderState(present.notice()),
    'sync:forget': () => leftEndpoint(present.unsent()),
    'sync:answer': ({ answer }) => answerOf(answer, present.keysAffectedBy(answer)),
    'sync:answer-returned': ({ keyIds, answer }) => {
      const all = answer === 'take' ? [...new Set(keyIds)] : [];
      return takenOver(all.flatMap((id) => present.returned(id) ?? []));
    },
    'sync:settle': ({ id, how }) =>
      how === 'overwrite' ? asked('overwrite', 1, record(id)?.name ?? id) : null,
    'sync:decide': ({ decisions }) => {
      const changes = decisions.map(({ keyId, fields }) => ({ id: keyId, changes: fields }));
      const isNews = changes.some(({ id, changes: fields }) => isOtherThan(record(id), fields));
      const question = widened(changed(changes));
      return changes.length > 1 && isNews ? decidedAtOnce(changes.length, question) : question;
    },
    'import:apply': ({ choices }) =>
      imported(
        choices.filter(({ moreAccess: agreed }) => agreed === true),
        present.candidate,
      ),
    'updates:install': () => asked('install'),
    'preferences:set': ({ lockAfterMinutes: minutes, protectContent }) => {
      const before = preferences();
      const later =
        minutes !== undefined && minutes > before.lockAfterMinutes
          ? asked('lockLater', minutes)
          : null;
      const shown = protectContent === false && before.protectContent ? asked('capture') : null;
      if (later === null || shown === null) return later ?? shown;
      // One answer covers the whole request.
      return { ...later, detail: [later.detail, shown.message, shown.detail].join('\n\n') };
    },
  };
}

/**
 * Wraps the handlers: a request with a question is answered after the person has confirmed. If the
 * facts change while the box is open, or before the change has its turn, the person is asked again.
 *
 * @param ask resolves to whether the person confirmed
 */
export function afterConfirmation(
  handlers: Handlers,
  questions: Questions,
  ask: (question: Question) => Promise<boolean>,
): Handlers {
  const asking = <N extends RequestName>(name: N) => {
    const handle: Handlers[N] = handlers[name];
    const questionOf = questions[name];
    if (!questionOf) return handle;
    return async (input: Input<N>): Promise<Result<Output<N>>> => {
      for (;;) {
        const question = questionOf(input);
        if (question && !(await ask(question))) return fail({ code: 'not-confirmed' });
        let isSame = true;
        const isStill = () => (isSame = isDeepStrictEqual(questionOf(input), question));
        if (!isStill()) continue;
        const answered = await handle(input, isStill);
        if (isSame || answered.ok || answered.failure.code !== 'not-confirmed') return answered;
      }
    };
  };
  const names = Object.keys(handlers) as RequestName[];
  return Object.fromEntries(names.map((name) => [name, asking(name)])) as Handlers;
}

/**
 * The key after the change, by the same rules as the change itself: they drop empty lines among the
 * addresses.
 *
 * @returns null when an address or a date is invalid, because the change is refused then
 */
function changedBy(
  before: ApiKeyRecord,
  { scopes, expiresAt, allowedIps, enabled = before.enabled }: ApiKeyChanges,
): ApiKeyRecord | null {
  const access = {
    ...(scopes && { scopes }),
    ...(allowedIps && { allowedIps }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
  // An expiry in the past gives no access, whenever the change is made.
  const { fields, problems } = checkKeyFields(access, { now: 0, isNameTaken: () => false });
  const isNone = problems.some(({ problem }) => ['not-an-address', 'not-a-date'].includes(problem));
  return isNone ? null : { ...before, ...fields, enabled };
}

/** Questions about one key or several, and those that have the same words for every number. */
type Asked =
  | 'more'
  | 'activate'
  | 'undoCreation'
  | 'cancelRotation'
  | 'restore'
  | 'older.state'
  | 'older.ways'
  | 'forget'
  | 'decided'
  | 'answer.compare'
  | 'answer.remove'
  | 'answer.send'
  | 'compareNothing'
  | 'take'
  | 'overwrite'
  | 'imported'
  | 'install'
  | 'lockLater'
  | 'capture'
  | 'weaken'
  | 'accept';

function asked(about: Asked, count = 1, name = ''): Question {
  const values = { count, name: shownName(name) };
  return {
    message: t(`main:confirmations.${about}.message`, values),
    detail: t(`main:confirmations.${about}.detail`, values),
    go: t(`main:confirmations.${about}.go`),
  };
}

/** As many names as one box lists. */
const MAX_NAMES = 8;

interface Change {
  before: ApiKeyRecord;
  after: ApiKeyRecord;
}

/** As when a grace period that was cut short is reverted. */
const isOtherSecret = (before: ApiKeyRecord, after: ApiKeyRecord): boolean =>
  after.enabled && moreAccess(before, after).some(({ field }) => field === 'secret');

function widened(changes: readonly Change[]): Question | null {
  const wider = changes.filter(
    ({ before, after }) => givesMore(before, after) || isOtherSecret(before, after),
  );
  if (wider.length === 0) return null;
  const question = asked('more', wider.length, wider[0]?.before.name);
  return withKeys(
    question,
    wider.map(({ before, after }, index) => ({
      name: before.name,
      // Only the first keys are shown.
      lines: index < MAX_NAMED ? gainsOf(before, after) : [],
    })),
  );
}

function changedTogether(plan: readonly Planned<ApiKeyRecord>[]): Question | null {
  const wider = plan.filter((planned) => planned.skipped === null && planned.givesMore);
  if (wider.every(({ key }) => !key.enabled)) {
    return wider.length === 0 ? null : activated(wider.map(({ key }) => named(key)));
  }
  return widened(
    wider.map((planned) => ({
      before: planned.key,
      after: { ...planned.key, ...(planned.skipped === null && planned.after) },
    })),
  );
}

/** A revert of a creation deletes the key without asking for its name, so it needs a question too. */
function reverted(
  steps: readonly RevertStep[],
  record: (id: string) => ApiKeyRecord | undefined,
): Question | null {
  const wider: Change[] = [];
  const back: { name: string; access: KeyAccess }[] = [];
  const deleted: string[] = [];
  for (const step of steps) {
    if (step.skipped !== null) continue;
    if (step.does === 'restore' && step.givesMore) {
      back.push({ name: step.key.name, access: step.access });
    }
    const before = record(step.key.id);
    if (before === undefined) continue;
    if (step.does === 'delete') deleted.push(before.name);
    else if (step.does === 'update' && step.givesMore) {
      wider.push({ before, after: { ...before, ...step.after } });
    }
  }
  const names = someNames({ names: deleted.slice(0, MAX_NAMED), count: deleted.length });
  const removal = asked('undoCreation', deleted.length, deleted[0]);
  const questions = [
    deleted.length > 0 ? { ...removal, detail: `${removal.detail}\n\n${names}` } : null,
    widened(wider),
    back.length > 0 ? activated(back) : null,
  ].filter((question) => question !== null);
  const [first, ...others] = questions;
  if (first === undefined) return null;
  const details = [first.detail, ...others.flatMap(({ message, detail }) => [message, detail])];
  return { ...first, detail: details.join('\n\n') };
}

/** The previous secret would have ended with its grace period; now it works as long as the key. */
function rotationCancelled(record: ApiKeyRecord | undefined, until: string): Question | null {
  if (record === undefined || graceEndOf(record) !== until) return null;
  const question = asked('cancelRotation', 1, record.name);
  if (record.compromised === null) return question;
  const reported = t('main:confirmations.cancelRotation.reported');
  return { ...question, detail: [question.detail, reported].join('\n\n') };
}

/** So many names fit a box. */
const MAX_NAMED = 8;

/**
 * One button submits several decisions, so they need confirmation even when none gives more access.
 */
function decidedAtOnce(count: number, question: Question | null): Question {
  const all = asked('decided', count);
  return question ? { ...question, detail: `${all.detail}\n\n${question.detail}` } : all;
}

/** A decision that keeps the present state needs no question. */
const isOtherThan = (before: ApiKeyRecord | undefined, changes: ApiKeyChanges): boolean =>
  before !== undefined && !isDeepStrictEqual({ ...before, ...changes }, before);

function imported(
  agreed: Input<'import:apply'>['choices'],
  candidate: Present['candidate'],
): Question | null {
  if (agreed.length === 0) return null;
  const gaining = agreed.flatMap(({ index, choice }) => {
    const found = candidate(index);
    if (!found) return [];
    const { name, current, moreAccess: more, past } = found;
    const lines = choice === 'replace' ? more.map(gainInWords) : [];
    if (past?.kind === 'deleted') lines.push(t('main:confirmations.imported.back'));
    if (past?.kind === 'rotated') lines.push(t('main:confirmations.imported.earlierSecret'));
    return [{ name: choice === 'replace' && current ? current.name : name, lines }];
  });
  return withKeys(asked('imported', agreed.length, gaining[0]?.name), gaining);
}

function olderState(notice: VaultNotice | null): Question {
  if (notice?.kind === 'older-ways-in') return asked('older.ways');
  if (notice?.kind === 'not-remembered') {
    return {
      message: t('main:confirmations.older.unknown.message'),
      detail: t('main:confirmations.older.unknown.detail', { newest: notice.newest }),
      go: t('main:confirmations.older.unknown.go'),
    };
  }
  const state = asked('older.state');
  if (notice?.kind !== 'rolled-back') return state;
  const lost = t('main:confirmations.older.lost', { newest: notice.newest });
  return { ...state, detail: `${lost} ${state.detail}` };
}

function leftEndpoint(unsent: number): Question {
  const question = asked('forget');
  if (unsent === 0) return question;
  const more = t('main:confirmations.forget.unsent', { count: unsent });
  return { ...question, detail: `${question.detail}\n\n${more}` };
}

function answerOf(answer: Input<'sync:answer'>['answer'], keys: NamedKeys | null): Question | null {
  if (keys === null) return null;
  if (answer === 'compare' && keys.count === 0) return asked('compareNothing');
  const question = asked(`answer.${answer}`, keys.count);
  const names = someNames(keys);
  return { ...question, detail: `${question.detail}\n\n${names}` };
}

function takenOver(keys: readonly { name: string; access?: KeyAccess | undefined }[]) {
  if (keys.length === 0) return null;
  const linesOf = (access: KeyAccess) => [
    ...(access.enabled ? [] : [t('main:confirmations.take.inactive')]),
    ...accessOf(access),
  ];
  return withKeys(
    asked('take', keys.length, keys[0]?.name),
    keys.map(({ name, access }) => ({
      name,
      lines: access ? linesOf(access) : [t('main:confirmations.take.unknown')],
    })),
  );
}

function activated(keys: readonly { name: string; access: KeyAccess }[]): Question {
  const question = asked('activate', keys.length, keys[0]?.name);
  return withKeys(
    question,
    keys.map(({ name, access }, index) => ({
      name,
      lines: index < MAX_NAMED ? accessOf(access) : [],
    })),
  );
}

const named = (record: ApiKeyRecord) => ({ name: record.name, access: record });

/** Rules that allow more than before. */
function weakened(rules: RuleSet, changes: RuleChanges): Question | null {
  const after = { ...rules, ...changes };
  const codes = weakenedRules(rules, after);
  if (codes.length === 0) return null;
  const question = asked('weaken', codes.length);
  const lines = codes.map((code) => `• ${ruleChange(code, rules, after)}`);
  return { ...question, detail: [question.detail, lines.join('\n')].join('\n\n') };
}

/** A finding is not shown any more for these keys, and its rule lets them pass. */
function accepted(code: RiskCode, until: string, names: readonly string[]): Question | null {
  if (names.length === 0) return null;
  const question = asked('accept', names.length, names[0]);
  const detail = t('main:confirmations.accept.until', {
    finding: t(`risks.${code}.short`),
    when: formatMoment(Date.parse(until)),
  });
  const listed = someNames({ names: names.slice(0, MAX_NAMES), count: names.length });
  return { ...question, detail: [detail, question.detail, listed].join('\n\n') };
}

const withKeys = (question: Question, keys: Parameters<typeof eachKey>[0]): Question => ({
  ...question,
  detail: [question.detail, ...eachKey(keys)].join('\n\n'),
});
