import fc from 'fast-check';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import type { KeyView } from '../../../renderer/features/keys/view/use-key-view';
import type { ApiKey } from '../../../shared/keys/api-key';
import { withValues } from '../../../shared/keys/filter-language';
import type { FieldValue, FilterField } from '../../../shared/keys/filter-language';
import { assertNever } from '../../../shared/lib/result';
import { COLUMNS, NAMES, QUERIES } from '../../support/key-list-model';
import { DAY, MINUTE, START, KeyPageHarness } from '../../support/key-page-harness';

/** Sequences of actions; `OWNCHAT_TEST_SEED` repeats those of another run. */
const RUNS = 2_000;
const SEED = Number(process.env['OWNCHAT_TEST_SEED'] ?? Date.now() % 2 ** 31);

const fields = fc.record(
  {
    name: fc.constantFrom(...NAMES),
    integration: fc.constantFrom('', 'Zoho CRM', 'Botpress'),
    environment: fc.constantFrom('live' as const, 'test' as const),
    scopes: fc
      .constantFrom(['contacts:read'], ['contacts:write', 'tags:read'], ['messages:write'])
      .map((scopes) => [...scopes]),
    enabled: fc.boolean(),
    expiresAt: fc.option(
      fc.integer({ min: -2, max: 6 }).map((days) => new Date(START + days * DAY).toISOString()),
    ),
    lastUsedAt: fc.option(
      fc.integer({ min: 1, max: 9 }).map((days) => new Date(START - days * DAY).toISOString()),
    ),
  },
  { requiredKeys: [] },
);
const nth = fc.nat(30);
const oneOf = <K extends string, A>(kind: K, rest: fc.Arbitrary<A>) =>
  rest.map((value) => ({ kind, value }));

/** All actions of a person, the clock, another vault or the endpoint. */
const someAction = fc.oneof(
  oneOf('create', fields),
  oneOf('edit', fc.record({ nth, fields })),
  oneOf('set-enabled', fc.record({ nth, enabled: fc.boolean() })),
  oneOf('delete', nth),
  oneOf('bulk', fc.constantFrom('activate', 'deactivate', 'delete')),
  oneOf('sort', fc.record({ column: fc.constantFrom(...COLUMNS), descending: fc.boolean() })),
  oneOf('search', fc.constantFrom(...QUERIES)),
  oneOf('status', fc.subarray(['active', 'disabled', 'expired'] as const)),
  oneOf('environment', fc.subarray(['live', 'test'] as const)),
  oneOf('resource', fc.subarray(['contacts', 'messages', 'tags'] as const)),
  oneOf('show-all', fc.constant(null)),
  oneOf('hide-inactive', fc.boolean()),
  oneOf('select', fc.record({ nth, selected: fc.boolean(), range: fc.boolean() })),
  oneOf('select-all', fc.boolean()),
  oneOf('clear-selection', fc.constant(null)),
  oneOf(
    'elsewhere',
    fc.record({ changed: fc.array(fc.tuple(nth, fields)), removed: fc.array(nth) }),
  ),
  oneOf('missed', fc.record({ nth, fields })),
  oneOf('clock', fc.constantFrom(MINUTE, DAY, 3 * DAY)),
  oneOf('lock', fc.constant(null)),
  oneOf('unlock', fc.option(fields)),
);
type Action = typeof someAction extends fc.Arbitrary<infer A> ? A : never;

/** Performs it on the page and on the model. */
async function act(world: KeyPageHarness, action: Action): Promise<void> {
  const { kind, value } = action;
  const { model, vault } = world;
  const shown = model.shown();
  const commit = (changed: readonly ApiKey[], removed: readonly string[] = []) =>
    world.step(() => vault.commit(changed, removed)).then(() => world.take());
  switch (kind) {
    case 'create':
      return commit([world.newKey(value)]);
    case 'edit': {
      const key = world.nth(shown, value.nth);
      return key ? commit([{ ...key, ...value.fields }]) : undefined;
    }
    case 'set-enabled': {
      const key = world.nth(shown, value.nth);
      return key ? commit([{ ...key, enabled: value.enabled }]) : undefined;
    }
    case 'delete': {
      const key = world.nth(shown, value);
      return key ? commit([], [key.id]) : undefined;
    }
    case 'bulk': {
      const keys = world.page?.selection.keys ?? [];
      if (keys.length === 0) return undefined;
      if (value === 'delete')
        return commit(
          [],
          keys.map(({ id }) => id),
        );
      await commit(keys.map((key) => ({ ...key, enabled: value === 'activate' })));
      model.selected = new Set();
      model.anchor = null;
      return world.onPage((page) => page.selection.clear());
    }
    case 'elsewhere': {
      const changed = value.changed.flatMap(([n, what]) => {
        const key = world.nth(model.keys.values(), n);
        return key ? [{ ...key, ...what }] : [];
      });
      const removed = value.removed.flatMap((n) => world.nth(model.keys.values(), n)?.id ?? []);
      const isStaying = ({ id }: ApiKey) => !removed.includes(id);
      const last = new Map(changed.filter(isStaying).map((key) => [key.id, key]));
      return commit([...last.values(), world.newKey({ name: 'bot' })], removed);
    }
    case 'missed': {
      const key = world.nth(model.keys.values(), value.nth);
      if (key) vault.commit([{ ...key, ...value.fields }], [], false);
      return commit([world.newKey(value.fields)]);
    }
    case 'clock':
      model.now += value;
      return world.step(() => void vi.advanceTimersByTime(value));
    case 'lock':
      return world.lock();
    case 'unlock':
      // An action while the keys are loading.
      if (value && !world.page) vault.meanwhile = () => vault.commit([world.newKey(value)]);
      await world.unlock();
      vault.meanwhile = null;
      return world.take();
    case 'sort':
    case 'search':
    case 'status':
    case 'environment':
    case 'resource':
    case 'show-all':
    case 'hide-inactive':
    case 'select':
    case 'select-all':
    case 'clear-selection':
      return world.page ? choose(world, action) : undefined;
    default:
      return assertNever(action);
  }
}

type Choice = Extract<
  Action,
  {
    kind:
      | 'sort'
      | 'search'
      | 'status'
      | 'environment'
      | 'resource'
      | 'show-all'
      | 'hide-inactive'
      | 'select'
      | 'select-all'
      | 'clear-selection';
  }
>;

const chooseValues = <F extends FilterField>(
  { filter, setFilter }: KeyView,
  field: F,
  values: readonly FieldValue<F>[],
): void => setFilter({ ...filter, query: withValues(filter.query, field, values) });

/** The person's filters and selection. */
async function choose(world: KeyPageHarness, { kind, value }: Choice): Promise<void> {
  const { model } = world;
  const shown = model.shown();
  switch (kind) {
    case 'sort':
      model.order = value;
      return world.onPage((page) => page.view.setOrder(value));
    case 'search':
      model.search(value);
      return world.onPage(({ view }) => view.setFilter({ ...view.filter, query: value.text }));
    case 'status':
      model.statuses = new Set(value);
      return world.onPage(({ view }) => chooseValues(view, 'status', value));
    case 'environment':
      model.environments = new Set(value);
      return world.onPage(({ view }) => chooseValues(view, 'environment', value));
    case 'resource':
      model.scopes = new Set(value);
      return world.onPage(({ view }) => chooseValues(view, 'scope', value));
    case 'show-all':
      model.clearFilters();
      model.hideInactive = false;
      return world.onPage((page) => page.view.showAll());
    case 'hide-inactive':
      model.hideInactive = value;
      return world.onPage((page) => page.view.setHideInactive(value));
    case 'select': {
      const key = world.nth(shown, value.nth);
      if (!key) return undefined;
      model.select(key.id, value.selected, value.range);
      return world.onPage((page) => page.selection.toggle(key.id, value.selected, value.range));
    }
    case 'select-all':
      model.selectAll(value);
      return world.onPage((page) => page.selection.toggleAll(value));
    case 'clear-selection':
      model.selected = new Set();
      model.anchor = null;
      return world.onPage((page) => page.selection.clear());
    default:
      return assertNever(kind);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => callback());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the API Keys page', () => {
  it('agrees with a simple model after every action', async () => {
    console.log(`${RUNS} sequences of actions, OWNCHAT_TEST_SEED=${SEED}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fields, { maxLength: 6 }),
        fc.array(someAction, { maxLength: 40 }),
        async (keys, actions) => {
          const world = await KeyPageHarness.open(keys);
          try {
            world.check();
            for (const each of actions) {
              await act(world, each);
              world.check();
            }
          } finally {
            await world.lock();
          }
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  }, 600_000);
});
