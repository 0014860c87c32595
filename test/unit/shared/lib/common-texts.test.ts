import { getHeapStatistics } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { garbageCollector } from '../../../../electron/lib/collect-garbage';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { CommonTexts } from '../../../../shared/lib/common-texts';
import { apiKey } from '../../renderer/some-api-key';

const someText = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'tags:read',
    'Tags:read',
    '',
    'Zo\u00eb',
    'Zoe\u0308',
  ),
);

const collectGarbage = garbageCollector();

/** Parses the same key again and again. @returns the bytes that all of them take together */
function bytesOfMany(read: (line: string) => ApiKey): number {
  const line = JSON.stringify(
    apiKey({
      integration: 'Zoho CRM '.repeat(10),
      scopes: Array(30).fill('tags:read '.repeat(10)),
    }),
  );
  collectGarbage();
  const before = getHeapStatistics().used_heap_size;
  const keys = Array.from({ length: 2_000 }, () => read(line));
  collectGarbage();
  const after = getHeapStatistics().used_heap_size;
  expect(keys[0]).toEqual(keys.at(-1));
  return after - before;
}

describe('texts that many keys have in common', () => {
  it('stay what they are, each in its key', () => {
    const common = new CommonTexts();
    fc.assert(
      fc.property(someText, someText, fc.array(someText), (integration, createdBy, scopes) => {
        const key = apiKey({ integration, createdBy, scopes });
        const before = structuredClone(key);
        common.shareIn(key);
        expect(key).toEqual(before);
      }),
    );
  });

  it('are lists too, which nobody changes for one key', () => {
    const common = new CommonTexts();
    const keys = [['a', 'b'], ['a', 'b'], ['a\nb'], ['a\n', 'b'], ['b', 'a'], []].map((scopes) =>
      apiKey({ scopes }),
    );
    for (const key of keys) common.shareIn(key);
    expect(new Set(keys.map(({ scopes }) => scopes)).size).toBe(5);
    expect(keys[0]!.scopes).toBe(keys[1]!.scopes);
    expect(() => keys[0]!.scopes.push('c')).toThrow(TypeError);
    expect(keys[1]!.scopes).toEqual(['a', 'b']);
    expect(new Set(keys.map(({ allowedIps }) => allowedIps)).size).toBe(1);
  });

  it('are kept in memory once', () => {
    const common = new CommonTexts();
    const apart = bytesOfMany((line) => JSON.parse(line) as ApiKey);
    const shared = bytesOfMany((line) => {
      const key = JSON.parse(line) as ApiKey;
      common.shareIn(key);
      return key;
    });
    // Of 3.1 kB of text in each key, 3 kB are common.
    expect(apart).toBeGreaterThan(2_000 * 3_000);
    expect(shared).toBeLessThan(apart / 3);
  });
});
