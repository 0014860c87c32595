import { isDeepStrictEqual } from 'node:util';
import type { KeyAccess } from '../../shared/keys/access';
import { givesMore } from '../../shared/keys/access';
import type { ApiKeyChanges, ApiKeyRecord } from '../../shared/keys/api-key';
import type { RequestName } from '../../shared/contract/channels';
import type { Input, Output } from '../../shared/contract/contract';
import { checkKeyFields } from '../../shared/keys/key-rules';
import type { Preferences } from '../../shared/preferences/preferences';
import type { Result } from '../../shared/lib/result';
import { fail } from '../../shared/lib/result';
import type { NamedKeys } from '../../shared/sync/sync-state';
import type { ImportCandidate } from '../../shared/transfer/transfer';
import type { VaultNotice } from '../../shared/vault/vault-state';
import type { Handlers } from './answer';
import { accessOf, eachKey, gainInWords, gainsOf, shownName, someNames } from './question-texts';
import { t } from '../lib/messages';

/** What a person is asked by the main process itself. */
export interface Question {
  message: string;
  detail: string;
  /** the button that agrees */
  go: string;
}

/** What the questions are about, as it is now. */
interface Present {
  record: (id: string) => ApiKeyRecord | undefined;
  preferences: () => Preferences;
  /** what is told of the open vault */
  notice: () => VaultNotice | null;
  /** how many changes the endpoint has not got */
  unsent: () => number;
  /** a key of the file that is being imported, by its number there */
  candidate: (index: number) => ImportCandidate | undefined;
  /** a key that was deleted here and lives at the endpoint, as it was found there */
  returned: (id: string) => { name: string; access?: KeyAccess | undefined } | undefined;
  /** the keys that an answer to what sync asks is about; null when it does not ask that */
  concerned: (answer: Input<'sync:answer'>['answer']) => NamedKeys | null;
}

/** For a request that may give more access or take away a guard: what to ask before it is answered, null for nothing. */
type Questions = { [N in RequestName]?: (input: Input<N>) => Question | null };

/**
 * The requests that a page may not have answered by itself, although they carry no proof. A page that was taken over can
 * send any request and press any button of its own; a box of the main process it can neither see nor answer.
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
      return inactive.length === 0 ? null : activated(inactive);
    },
    'backups:restore': () => asked('restore'),
    'vault:accept-older-state': () => olderState(present.notice()),
    'sync:forget': () => leftEndpoint(present.unsent()),
    'sync:answer': ({ answer }) => answerOf(answer, present.concerned(answer)),
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
      // One answer is about all of the request.
      return { ...later, detail: [later.detail, shown.message, shown.detail].join('\n\n') };
    },
  };
}

/**
 * The same handlers, but for requests about which there is a question: they are answered once a person has agreed. What
 * has changed while the box was open, or before the change has its turn, is asked about once more.
 *
 * @param ask settles with whether they have
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
 * What a key becomes, by the rules that the change itself is checked by: they drop an empty line among the addresses.
 *
 * @returns null when an address or a date is none, which the change is refused for anyway
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
  // An expiry that is over gives nothing, whenever the change is made.
  const { fields, problems } = checkKeyFields(access, { now: 0, isNameTaken: () => false });
  const isNone = problems.some(({ problem }) => ['not-an-address', 'not-a-date'].includes(problem));
  return isNone ? null : { ...before, ...fields, enabled };
}

/** Questions about one key or several, and those that have the same words for every number. */
type Asked =
  | 'more'
  | 'activate'
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
  | 'capture';

function asked(about: Asked, count = 1, name = ''): Question {
  const values = { count, name: shownName(name) };
  return {
    message: t(`main:confirmations.${about}.message`, values),
    detail: t(`main:confirmations.${about}.detail`, values),
    go: t(`main:confirmations.${about}.go`),
  };
}

interface Change {
  before: ApiKeyRecord;
  after: ApiKeyRecord;
}

function widened(changes: readonly Change[]): Question | null {
  const wider = changes.filter(({ before, after }) => givesMore(before, after));
  if (wider.length === 0) return null;
  const question = asked('more', wider.length, wider[0]?.before.name);
  return withKeys(
    question,
    wider.map(({ before, after }) => ({ name: before.name, lines: gainsOf(before, after) })),
  );
}

/** Several decisions are made by one press of a button: they are asked about even when none gives more access. */
function decidedAtOnce(count: number, question: Question | null): Question {
  const all = asked('decided', count);
  return question ? { ...question, detail: `${all.detail}\n\n${question.detail}` } : all;
}

/** What holds already is no news. */
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

function activated(records: readonly ApiKeyRecord[]): Question {
  const question = asked('activate', records.length, records[0]?.name);
  return withKeys(
    question,
    records.map((record) => ({ name: record.name, lines: accessOf(record) })),
  );
}

const withKeys = (question: Question, keys: Parameters<typeof eachKey>[0]): Question => ({
  ...question,
  detail: [question.detail, ...eachKey(keys)].join('\n\n'),
});
