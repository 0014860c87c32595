import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessLevel } from '../../../../shared/keys/scopes';
import {
  RESOURCES,
  hasFullAccess,
  isKnownScope,
  isResource,
  levelFor,
  levelsOf,
  normaliseScopes,
  parseScope,
  scopeParts,
  unreadableScopes,
  withLevel,
} from '../../../../shared/keys/scopes';

const KNOWN = RESOURCES.flatMap((resource) =>
  levelsOf(resource).map((level) => `${resource}:${level}`),
);
const scope = fc.oneof(
  fc.constantFrom(...KNOWN),
  fc.constantFrom('galaxies:read', 'galaxies:write', 'contacts:admin', 'contacts', ':read'),
);
const scopes = fc.array(scope, { maxLength: 30 });

describe('the scope catalogue', () => {
  it('has the resources and levels of the design', () => {
    expect(RESOURCES).toHaveLength(23);
    expect(levelsOf('contacts')).toEqual(['read', 'write']);
    expect(levelsOf('conversations-delete')).toEqual(['write']);
    for (const resource of ['reports', 'audit-logs', 'exports'] as const) {
      expect(levelsOf(resource)).toEqual(['read']);
    }
  });

  it('knows no resource that an object merely inherits', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '']) {
      expect(isResource(name)).toBe(false);
      expect(isKnownScope(`${name}:read`)).toBe(false);
    }
  });

  it.each([
    ['contacts:read', true],
    ['reports:write', false],
    ['conversations-delete:read', false],
    ['contacts:admin', false],
    ['contacts', false],
    ['contacts:read:write', false],
    [':read', false],
    ['Contacts:read', false],
    [' contacts:read', false],
    ['', false],
  ])('knows %j: %s', (text, known) => {
    expect(isKnownScope(text)).toBe(known);
  });
});

describe('a wildcard', () => {
  const WILDCARDS = [
    '*',
    '*:*',
    '*:read',
    '*:write',
    'contacts:*',
    'con*:write',
    '?:read',
    '%:write',
  ];

  it.each(WILDCARDS)('is no scope that is known, and none that could be: %s', (text) => {
    expect(isKnownScope(text)).toBe(false);
    expect(parseScope(text)).toBeNull();
    expect(unreadableScopes(['tags:read', text, 'galaxies:read'])).toEqual([text]);
  });

  it('is kept as it came, and covers nothing', () => {
    expect(normaliseScopes([...WILDCARDS, 'contacts:read'])).toEqual(
      [...WILDCARDS, 'contacts:read'].toSorted(),
    );
    for (const resource of RESOURCES) expect(levelFor(resource, WILDCARDS)).toBeNull();
  });
});

describe('parseScope', () => {
  it('takes known and unknown resources apart, and refuses everything of another form', () => {
    expect(parseScope('galaxies:write')).toEqual({ resource: 'galaxies', level: 'write' });
    for (const text of ['galaxies', 'galaxies:', 'galaxies:own', 'a:b:read', ':write', '']) {
      expect(parseScope(text)).toBeNull();
    }
  });
});

describe('normaliseScopes', () => {
  it('drops a read beside a write of the same resource, known or not', () => {
    expect(normaliseScopes(['tags:read', 'tags:write', 'x:write', 'x:read', 'teams:read'])).toEqual(
      ['tags:write', 'teams:read', 'x:write'],
    );
  });

  it('is sorted, unique, idempotent, and grants the same access', () => {
    fc.assert(
      fc.property(scopes, fc.constantFrom(...RESOURCES, 'galaxies'), (given, resource) => {
        const normal = normaliseScopes(given);
        expect(normal).toEqual([...new Set(normal)].toSorted());
        expect(normaliseScopes(normal)).toEqual(normal);
        expect(normaliseScopes(given.toReversed())).toEqual(normal);
        expect(levelFor(resource, normal)).toBe(levelFor(resource, given));
        expect(given).toEqual(expect.arrayContaining(normal));
      }),
    );
  });
});

describe('withLevel', () => {
  it('sets one resource and leaves the others, unknown ones too, as they are', () => {
    const levels = fc.constantFrom<AccessLevel | null>('read', 'write', null);
    fc.assert(
      fc.property(scopes, fc.constantFrom(...RESOURCES), levels, (given, resource, level) => {
        const changed = withLevel(given, resource, level);
        expect(levelFor(resource, changed)).toBe(level);
        for (const other of [...RESOURCES, 'galaxies']) {
          if (other !== resource) expect(levelFor(other, changed)).toBe(levelFor(other, given));
        }
        expect(changed.includes('contacts:admin')).toBe(given.includes('contacts:admin'));
      }),
    );
  });
});

describe('scopes at a glance', () => {
  const allWrite = RESOURCES.filter((resource) => levelsOf(resource).includes('write')).map(
    (resource) => `${resource}:write`,
  );
  const allRead = RESOURCES.filter((resource) => levelsOf(resource).includes('read')).map(
    (resource) => `${resource}:read`,
  );
  const said = (granted: readonly string[]) =>
    scopeParts(granted).map((part) => ('scope' in part ? part.scope : part.kind));

  it('are full access when everything that can be changed may be changed', () => {
    expect(said([...allWrite, 'reports:read', 'audit-logs:read', 'exports:read'])).toEqual([
      'full-access',
    ]);
    expect(said(allWrite)).toEqual(['full-access']);
    expect(hasFullAccess(allWrite)).toBe(true);
    expect(said(['future:admin', ...allWrite])).toEqual(['full-access', 'future:admin']);
  });

  it('are not when one resource is missing, or may only be read', () => {
    const rest = allWrite.filter((each) => each !== 'tags:write');
    expect(said(rest)).toEqual(rest);
    expect(hasFullAccess([...rest, 'tags:read'])).toBe(false);
  });

  it('read everything when every resource may be read, some also written', () => {
    expect(said(allRead)).toEqual(['reads-everything']);
    const some = allRead.filter((each) => each !== 'tags:read');
    expect(said([...some, 'tags:write'])).toEqual(['tags:write', 'reads-everything']);
    expect(said(some)).toEqual(some);
  });

  it('name write permissions first, and unknown ones last and unchanged', () => {
    expect(said(['future:admin', 'contacts:read', 'messages:write', 'reports:write'])).toEqual([
      'messages:write',
      'contacts:read',
      'future:admin',
      'reports:write',
    ]);
    expect(said([])).toEqual([]);
  });
});
