import type { ApiKeyChanges, ApiKeyRecord } from '../../shared/api-key';
import type { RequestName } from '../../shared/channels';
import type { Input, Output } from '../../shared/contract/contract';
import { fill, fillCount, written } from '../../shared/fill';
import { canonicalIpRange } from '../../shared/ip-range';
import type { Preferences } from '../../shared/preferences';
import type { Result } from '../../shared/result';
import { fail } from '../../shared/result';
import { confirmationWords as words } from '../../shared/words/en/confirmations';
import { givesMore, hasMoreAddresses, hasMoreScopes } from '../../shared/access';
import type { Handlers } from './answer';

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
}

/** For a request that may give more access or take away a guard: what to ask before it is answered, null for nothing. */
type Questions = { [N in RequestName]?: (input: Input<N>) => Question | null };

/** Names in one box: a person reads some, and no screen has room for a thousand. */
const MOST_NAMES = 8;

/**
 * The requests that a page may not have answered by itself, although they carry no proof. A page that was taken over can
 * send any request and press any button of its own; a box of the main process it can neither see nor answer.
 */
export function questionsAbout({ record, preferences }: Present): Questions {
  const widened = (changes: readonly { id: string; changes: ApiKeyChanges }[]): Question | null => {
    const found = changes.flatMap(({ id, changes: fields }) => {
      const before = record(id);
      const after = before && changedBy(before, fields);
      return before && after && givesMore(before, after) ? [{ before, after }] : [];
    });
    return found.length === 0 ? null : moreAccess(found);
  };
  return {
    'keys:update': ({ id, changes }) => widened([{ id, changes }]),
    'keys:set-enabled': ({ ids, enabled }) => {
      const names = enabled
        ? ids.map(record).flatMap((found) => (found && !found.enabled ? [found.name] : []))
        : [];
      return names.length === 0 ? null : asked(words.activate, names.length, { names });
    },
    'backups:restore': () => words.restore,
    'vault:accept-older-state': () => words.older,
    'sync:forget': () => words.forget,
    'sync:answer': ({ answer }) => words.answer[answer],
    'sync:answer-returned': ({ keyIds, answer }) =>
      answer === 'take' ? asked(words.take, keyIds.length) : null,
    'sync:settle': ({ how }) => (how === 'overwrite' ? words.overwrite : null),
    'sync:decide': ({ decisions }) =>
      widened(decisions.map(({ keyId, fields }) => ({ id: keyId, changes: fields }))),
    'import:apply': ({ choices }) => {
      const more = choices.filter(({ moreAccess: agreed }) => agreed === true);
      return more.length === 0 ? null : asked(words.imported, more.length);
    },
    'preferences:set': ({ lockAfterMinutes: minutes, protectContent }) => {
      const before = preferences();
      if (minutes !== undefined && minutes > before.lockAfterMinutes) {
        return asked(words.lockLater, minutes);
      }
      return protectContent === false && before.protectContent ? words.capture : null;
    },
  };
}

/**
 * The same handlers, but for requests about which there is a question: they are answered once a person has agreed.
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
      const question = questionOf(input);
      if (question && !(await ask(question))) return fail({ code: 'not-confirmed' });
      return handle(input);
    };
  };
  const names = Object.keys(handlers) as RequestName[];
  return Object.fromEntries(names.map((name) => [name, asking(name)])) as Handlers;
}

/** @returns null when an address is none, which the change is refused for anyway */
function changedBy(before: ApiKeyRecord, changes: ApiKeyChanges): ApiKeyRecord | null {
  const after = { ...before, ...changes };
  const allowedIps = after.allowedIps.flatMap((text) => canonicalIpRange(text) ?? []);
  return allowedIps.length === after.allowedIps.length ? { ...after, allowedIps } : null;
}

interface Forms {
  one?: string;
  other: string;
}

function asked(
  { message, detail, go }: { message: Forms | string; detail: Forms | string; go: string },
  count: number,
  { names = [] }: { names?: readonly string[] } = {},
): Question {
  const values = { name: names[0] ?? '', names: listed(names) };
  const formsOf = (text: Forms | string) => (typeof text === 'string' ? { other: text } : text);
  return {
    message: fillCount(formsOf(message), count, values),
    detail: fillCount(formsOf(detail), count, values),
    go,
  };
}

function moreAccess(changes: readonly { before: ApiKeyRecord; after: ApiKeyRecord }[]): Question {
  const { message, detail, others, go } = words.more;
  const shown = changes.slice(0, MOST_NAMES).map(({ before, after }) => {
    const gains = gainsOf(before, after).join('\n');
    return changes.length === 1 ? gains : `${before.name}\n${gains}`;
  });
  const left = changes.length - shown.length;
  const more = left > 0 ? [fill(others, { count: left })] : [];
  return {
    message: fillCount(message, changes.length, { name: changes[0]?.before.name ?? '' }),
    detail: [detail, ...shown, ...more].join('\n\n'),
    go,
  };
}

/** What a key may do after a change that it might not do before, one in a line. */
function gainsOf(before: ApiKeyRecord, after: ApiKeyRecord): string[] {
  const { scopes, addresses, anyAddress, later, never, enabled } = words.more;
  const gains: string[] = [];
  if (!before.enabled) gains.push(enabled);
  if (hasMoreScopes(before.scopes, after.scopes)) {
    const added = after.scopes.filter((scope) => !before.scopes.includes(scope));
    gains.push(fill(scopes, { scopes: listed(added) }));
  }
  if (hasMoreAddresses(before.allowedIps, after.allowedIps)) {
    const added = after.allowedIps.filter((range) => !before.allowedIps.includes(range));
    gains.push(
      after.allowedIps.length === 0 ? anyAddress : fill(addresses, { addresses: listed(added) }),
    );
  }
  if (before.expiresAt !== null && after.expiresAt === null) gains.push(never);
  else if (before.expiresAt !== null && (after.expiresAt ?? '') > before.expiresAt) {
    gains.push(fill(later, { when: new Date(after.expiresAt ?? '').toLocaleString() }));
  }
  return gains.map((gain) => `• ${gain}`);
}

function listed(texts: readonly string[]): string {
  const left = texts.length - MOST_NAMES;
  const shown = texts.slice(0, MOST_NAMES).join(', ');
  return left > 0 ? `${shown} … +${written(left)}` : shown;
}
