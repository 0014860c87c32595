import { afterEach, beforeEach, expect, it } from 'vitest';
import { answer } from '../../../../electron/ipc/answer';
import { REQUESTS } from '../../../../shared/contract/channels';
import { contract } from '../../../../shared/contract/contract';
import { failureWords } from '../../../../shared/words/en/failures';
import { backEnd } from './back-end';
import { OUTCOMES } from './outcomes';
import { payloadsFor } from './payloads';

/** Some requests read or write the disk with every payload, which is slow on some machines. */
const TIMEOUT_MS = 600_000;

/** Success, and every failure code: the words have one entry for each. */
const NAMED: ReadonlySet<string> = new Set(['ok', ...Object.keys(failureWords)]);

/** The tests of all requests in one of the two states, so that two workers can share them. */
export function testAnyPayload(state: 'locked' | 'unlocked'): void {
  const isLocked = state === 'locked';
  let strays: unknown[] = [];
  const catchStray = (reason: unknown): void => {
    strays.push(reason);
  };
  beforeEach(() => {
    strays = [];
    process.on('unhandledRejection', catchStray);
  });
  afterEach(() => {
    process.off('unhandledRejection', catchStray);
  });

  it.each(REQUESTS)(
    '%s answers with what the contract says or with a failure that has a name',
    async (name) => {
      const { handlers, revisions, session, ...known } = await backEnd(isLocked);
      const bugs: unknown[] = [];
      const seen = new Set<string>();
      const ask = async (payload: unknown): Promise<void> => {
        const result = await answer(name, payload, handlers, (_name, error) => bugs.push(error));
        if (bugs.length > 0) throw bugs[0];
        seen.add(result.ok ? 'ok' : result.failure.code);
        // Results cross the bridge as JSON text, and must still match their schema after parsing.
        const crossed = JSON.parse(JSON.stringify(result)) as { value?: unknown };
        if (!result.ok) return;
        const output = contract[name].output.safeParse(crossed.value);
        if (!output.success) throw output.error;
      };
      for (const payload of payloadsFor(name, known)) await ask(payload);
      // Asserted once: an assertion for each of a million answers takes as long as the answers.
      expect([...seen].filter((code) => !NAMED.has(code))).toEqual([]);
      for (const outcome of OUTCOMES[state][name] ?? ['ok']) {
        expect([...seen]).toContain(outcome);
      }
      expect([...seen]).toContain('request-invalid');
      expect(seen).not.toContain('unexpected');
      expect(strays).toEqual([]);
      // The endpoint's state is forgotten too: a gap in the revisions tells the window to load the
      // whole list.
      const gap = name === 'sync:forget' ? 2 : 1;
      const steps = revisions.map((revision, index) => revision - (revisions[index - 1] ?? 0));
      expect(steps.filter((step) => step !== 1 && step !== gap)).toEqual([]);
      // No payload has polluted a prototype, or changed the state of the vault.
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as { ids?: unknown }).ids).toBeUndefined();
      expect((await session.state()).kind).toBe(state);
    },
    TIMEOUT_MS,
  );
}
