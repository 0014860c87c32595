import { describe, expect, it } from 'vitest';
import { isLater, reachOf } from '../../../../shared/keys/reach';
import type { SyncPhase, SyncState } from '../../../../shared/sync/sync-state';

type SetUp = Extract<SyncState, { kind: 'set-up' }>;

const state = (changes: Partial<SetUp> & { phase: SyncPhase }): SetUp => ({
  kind: 'set-up',
  address: 'https://host/v1/buckets/ownchat/collections/api-keys',
  host: 'host',
  user: '',
  server: { name: '', version: '', api: '', capabilities: [] },
  isPaused: false,
  lastSyncedAt: null,
  nextAt: null,
  heldUntil: null,
  conflicts: [],
  notices: [],
  problems: [],
  returned: [],
  waiting: 0,
  unsent: [],
  alert: null,
  clockDifferenceMs: null,
  ...changes,
});

const running: SyncPhase = { phase: 'running', step: 'sending', done: 1, total: 2 };
const failed = (code: 'endpoint-unreachable' | 'endpoint-sign-in'): SyncPhase => ({
  phase: 'failed',
  failure: code === 'endpoint-sign-in' ? { code } : { code, problem: 'refused' },
});

describe('when a change counts outside this vault', () => {
  it.each<[string, SyncState | null, ReturnType<typeof reachOf>]>([
    ['nobody knows yet', null, 'none'],
    ['there is no endpoint', { kind: 'off' }, 'none'],
    ['the first sync has not begun', state({ phase: { phase: 'new' } }), 'not-begun'],
    ['both sides are in step', state({ phase: { phase: 'idle' } }), 'soon'],
    ['a sync is under way', state({ phase: running }), 'soon'],
    ['sync is paused', state({ phase: { phase: 'paused' }, isPaused: true }), 'paused'],
    ['it was run by hand while it is paused', state({ phase: running, isPaused: true }), 'paused'],
    [
      'a run by hand failed',
      state({ phase: failed('endpoint-sign-in'), isPaused: true }),
      'paused',
    ],
    ['nobody answers', state({ phase: failed('endpoint-unreachable') }), 'offline'],
    ['the sign-in is wrong', state({ phase: failed('endpoint-sign-in') }), 'failed'],
    ['the server asked for a pause', state({ phase: { phase: 'idle' }, heldUntil: 1 }), 'held'],
    [
      'a person has to decide',
      state({
        phase: { phase: 'asking', question: { kind: 'replaced', reason: 'gone' } },
        isPaused: true,
      }),
      'asking',
    ],
  ])('%s', (_when, sync, reach) => {
    expect(reachOf(sync)).toBe(reach);
    expect(isLater(reach)).toBe(reach !== 'none' && reach !== 'soon');
  });

  it('is known to be later for a key that the endpoint refuses, and for no other', () => {
    const sync = state({
      phase: { phase: 'idle' },
      problems: [
        {
          id: 'a',
          kind: 'refused',
          detail: '400',
          name: null,
          says: null,
          choices: [],
          chosen: null,
        },
      ],
    });
    expect(reachOf(sync, ['a', 'b'])).toBe('refused');
    expect(reachOf(sync, ['b'])).toBe('soon');
  });

  it.each([
    ['nothing was chosen', null, 'unreadable'],
    ['something was chosen', 'overwrite', 'soon'],
  ] as const)(
    'is later for a key whose record there cannot be read, unless its access ends: %s',
    (_when, chosen, reach) => {
      const problem = { id: 'a', kind: 'invalid', detail: 'expiresAt', name: null } as const;
      const sync = state({
        phase: { phase: 'idle' },
        problems: [{ ...problem, says: null, choices: ['overwrite', 'delete'], chosen }],
      });
      expect(reachOf(sync, ['a', 'b'])).toBe(reach);
      expect(reachOf(sync, ['a'], { endsAccess: true })).toBe('soon');
      expect(reachOf(sync, ['b'])).toBe('soon');
    },
  );
});
