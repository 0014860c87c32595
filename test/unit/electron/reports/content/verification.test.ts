import { describe, expect, it } from 'vitest';
import type { SourceWalk } from '../../../../../electron/reports/content/report-source';
import { verification } from '../../../../../electron/reports/content/verification';

const bad = { file: 'a.ownchat-activity', first: 4, last: 6 };
const NO_ARCHIVE = { events: 0, first: null, bad: [] };
const walk = (changes: Partial<SourceWalk>): SourceWalk => ({
  verdict: { kind: 'whole' },
  first: 1,
  last: 5,
  tag: 'TAG',
  end: null,
  archived: NO_ARCHIVE,
  ...changes,
});
/** archives before the log: a good one, and then a bad one */
const gap = { first: 7, last: 9, archived: { events: 3, first: 1, bad: [bad] } };
const badText =
  /^The archive a\.ownchat-activity is missing or was modified. Events 4 to 6 are not/;

describe('what a report says about the chain', () => {
  it.each<[string, SourceWalk, [string, RegExp][]]>([
    [
      'whole',
      walk({}),
      [['good', /^Verified: 5 events, number 1 to 5, form an unbroken chain\. Head tag: TAG\.$/]],
    ],
    [
      'one event',
      walk({ last: 1 }),
      [['good', /^Verified: 1 event, number 1 to 1, is unbroken\. Head tag: TAG\.$/]],
    ],
    [
      'whole, with archives',
      walk({ first: 4, archived: { events: 3, first: 1, bad: [] } }),
      [['good', /^Verified: 5 events, number 1 to 5, .*TAG\. 3 of them are in archives\.$/]],
    ],
    [
      'torn',
      walk({ verdict: { kind: 'torn' } }),
      [
        ['good', /^Verified: 5 events, number 1 to 5, /],
        ['care', /last line of the activity record is incomplete/],
      ],
    ],
    ['empty', walk({ last: 0, tag: '' }), [['care', /^The activity record is empty\.$/]]],
    [
      'broken',
      walk({ verdict: { kind: 'broken', line: 6 } }),
      [
        [
          'danger',
          /^The chain is broken after event number 5\. Events 1 to 5 are verified, with head tag TAG\./,
        ],
      ],
    ],
    [
      'broken at once',
      walk({ verdict: { kind: 'broken', line: 1 }, first: 4, last: 3 }),
      [['danger', /^The chain is broken at its first event, number 4\. .* tag before it: TAG\.$/]],
    ],
    [
      'broken after good archives',
      walk({
        verdict: { kind: 'broken', line: 1 },
        first: 4,
        last: 3,
        archived: { events: 3, first: 1, bad: [] },
      }),
      [['danger', /^The chain is broken after event number 3\. Events 1 to 3 are verified, /]],
    ],
    [
      'a bad archive after a good one',
      walk(gap),
      [
        ['danger', badText],
        ['care', /^Partly verified: 6 events from number 1 to 9 .* Head tag: TAG\. 3 of/],
      ],
    ],
    [
      'a missing archive, and nothing before it',
      walk({ first: 7, last: 7, archived: { ...NO_ARCHIVE, bad: [bad] } }),
      [
        ['danger', badText],
        ['care', /^Partly verified: 1 event, number 7, .* Head tag: TAG\.$/],
      ],
    ],
    [
      'a missing archive, and nothing else',
      walk({ first: 7, last: 6, archived: { ...NO_ARCHIVE, bad: [bad] } }),
      [['danger', badText]],
    ],
    [
      'a bad archive, and a broken chain after it',
      walk({ ...gap, verdict: { kind: 'broken', line: 4 } }),
      [
        ['danger', badText],
        ['danger', /^The chain is broken after event number 9\. Events 7 to 9 are verified, /],
      ],
    ],
    [
      'whole, and this computer has seen more of it',
      walk({ end: { kind: 'cut', seen: { sequence: 9, at: '2026-11-23T09:12:00.000Z' } } }),
      [
        ['good', /^Verified: 5 events, /],
        [
          'danger',
          /has seen 9 events of this record. The record now ends with number 5, .* missing\.$/,
        ],
      ],
    ],
    [
      'whole, and this computer no longer knows how much there was',
      walk({ end: { kind: 'unknown' } }),
      [
        ['good', /^Verified: 5 events, /],
        ['care', /^Events after number 5 may have been removed: /],
      ],
    ],
    [
      'a bad archive, and a torn end',
      walk({ ...gap, verdict: { kind: 'torn' } }),
      [
        ['danger', badText],
        ['care', /^Partly verified: /],
        ['care', /last line of the activity record is incomplete/],
      ],
    ],
  ])('%s', (_what, found, expected) => {
    expect(verification(found)).toEqual(
      expected.map(([tone, text]) => ({ tone, text: expect.stringMatching(text) })),
    );
  });
});
