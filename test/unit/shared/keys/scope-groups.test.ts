import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addedScopes } from '../../../../shared/keys/access';
import {
  isGroupAt,
  SCOPE_GROUP_NAMES,
  SCOPE_GROUPS,
  withGroup,
} from '../../../../shared/keys/scope-groups';
import { isKnownScope, levelFor, levelsOf, RESOURCES } from '../../../../shared/keys/scopes';

const ALL = RESOURCES.flatMap((resource) =>
  levelsOf(resource).map((level) => `${resource}:${level}`),
);
const someScopes = fc.subarray([...ALL, 'moons:write', '*']);
const someLevel = fc.constantFrom(null, 'read' as const, 'write' as const);

describe('the groups of permissions', () => {
  it('have each resource once', () => {
    const grouped = SCOPE_GROUP_NAMES.flatMap((name) => [...SCOPE_GROUPS[name]]);
    expect(grouped.toSorted()).toEqual(RESOURCES.toSorted());
  });

  it('set their own resources only, never to more than was chosen, and keep unknown scopes', () => {
    fc.assert(
      fc.property(
        someScopes,
        fc.constantFrom(...SCOPE_GROUP_NAMES),
        someLevel,
        (scopes, group, level) => {
          const after = withGroup(scopes, group, level);
          expect(isGroupAt(after, group, level)).toBe(true);
          const ofGroup: readonly string[] = SCOPE_GROUPS[group];
          for (const resource of RESOURCES) {
            if (!ofGroup.includes(resource)) {
              expect(levelFor(resource, after)).toBe(levelFor(resource, scopes));
            } else if (level !== 'write') {
              expect([null, level]).toContain(levelFor(resource, after));
            }
          }
          const unknown = (list: readonly string[]) => list.filter((scope) => !isKnownScope(scope));
          expect(unknown(after).toSorted()).toEqual(unknown(scopes).toSorted());
          if (level === null) expect(addedScopes(scopes, after)).toEqual([]);
        },
      ),
    );
  });
});
