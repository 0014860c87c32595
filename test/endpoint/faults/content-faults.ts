import type { Answer, Call } from '../protocol/call';
import { timestampHeaders } from '../protocol/preconditions';
import type { StoredRecord } from '../store/dataset';
import { RESOURCES } from '../../../shared/keys/scopes';
import type { FaultOptions } from './fault-options';
import { HOSTILE_STRINGS } from './hostile-strings';

/** Lies: the request is done, and what is told of it is not the truth. */
export type ContentFault = keyof typeof CONTENT_FAULTS;

interface Lie {
  answer: Answer;
  call: Call;
  options: FaultOptions;
  /** what a record was before it was deleted */
  formerly(id: string): StoredRecord | undefined;
}

const DAY_MS = 86_400_000;
const ELSEWHERE = 'https://elsewhere.example/v1/';

export const CONTENT_FAULTS = {
  /** every record has fields that nobody knows */
  'unknown-field': (lie) =>
    eachRecord(lie, (record) => ({ ...record, colour: 'blue', labels: { team: ['a', 'b'] } })),
  /** the first record of the answer is none */
  'invalid-record': (lie) =>
    eachRecord(lie, (record, index) =>
      index === 0
        ? { ...record, name: 7, scopes: 'all', expiresAt: 'soon', enabled: 'yes' }
        : record,
    ),
  /** names, notes and integrations are meant to do harm */
  'hostile-strings': (lie) =>
    eachRecord(lie, (record, index) => ({
      ...record,
      name: hostile(index),
      integration: hostile(index + 1),
      note: HOSTILE_STRINGS.join('\n'),
      createdBy: hostile(index + 2),
    })),
  /** every record has a key named `__proto__`, and is nested a thousand levels deep */
  'hostile-shape': (lie) =>
    eachRecord(lie, (record) => {
      const text = JSON.stringify(record).slice(0, -1);
      const depth = 1000;
      const deep = '['.repeat(depth) + ']'.repeat(depth);
      return JSON.parse(`${text},"__proto__":{"polluted":true},"deep":${deep}}`) as StoredRecord;
    }),
  /** the collection's timestamp is a day behind what was told before */
  'etag-back': ({ answer }) => {
    const told = Number(answer.headers.ETag?.slice(1, -1));
    if (!Number.isFinite(told)) return answer;
    return { ...answer, headers: { ...answer.headers, ...timestampHeaders(told - DAY_MS) } };
  },
  /** a proxy that packs answers marks their ETags, as Apache does */
  'etag-suffix': (lie) => withEtag(lie, (etag) => etag.replace(/"$/, '-gzip"')),
  /** a proxy that packs answers makes their ETags weak, as nginx does */
  'etag-weak': (lie) => withEtag(lie, (etag) => `W/${etag}`),
  /** a proxy takes ETags away */
  'etag-missing': (lie) => withEtag(lie, () => null),
  /** two proxies have each added an ETag */
  'etag-doubled': (lie) => withEtag(lie, (etag) => `${etag}, W/${etag}`),
  /** what was deleted is there again */
  resurrect: (lie) =>
    eachTold(lie, (record) => {
      const former = record.deleted ? lie.formerly(record.id) : undefined;
      return former ? { ...former, last_modified: record.last_modified } : record;
    }),
  /** every key may do everything, from everywhere, for ever */
  'widen-scopes': (lie) =>
    eachRecord(lie, (record) => ({
      ...record,
      scopes: RESOURCES.map((resource) => `${resource}:write`).toSorted(),
      enabled: true,
      expiresAt: null,
      allowedIps: [],
    })),
  /** a list without an end: every page is followed by itself */
  'endless-pages': ({ answer, call }) =>
    isList(answer)
      ? withHeader(answer, 'Next-Page', `${call.origin}/v1${call.path}?${call.query}`)
      : answer,
  /** the next page is said to be at somebody else's */
  'next-page-elsewhere': ({ answer, options }) =>
    isList(answer) ? withHeader(answer, 'Next-Page', options.location ?? ELSEWHERE) : answer,
  /** a batch is answered with one response too few */
  'short-batch': ({ answer }) => {
    const responses = (answer.body as { responses?: unknown[] } | undefined)?.responses;
    return responses ? { ...answer, body: { responses: responses.slice(0, -1) } } : answer;
  },
  /** true answers with a request to come less often */
  backoff: ({ answer, options }) => withHeader(answer, 'Backoff', String(options.retryAfter ?? 3)),
  /** true answers with the news that the service will end */
  alert: ({ answer }) =>
    withHeader(
      answer,
      'Alert',
      JSON.stringify({ code: 'soft-eol', message: 'This service ends soon.', url: ELSEWHERE }),
    ),
} as const satisfies Record<string, (lie: Lie) => Answer>;

const withHeader = (answer: Answer, name: string, value: string): Answer => ({
  ...answer,
  headers: { ...answer.headers, [name]: value },
});

function withEtag({ answer }: Lie, change: (etag: string) => string | null): Answer {
  const { ETag: told, ...headers } = answer.headers;
  const etag = told === undefined ? null : change(told);
  return { ...answer, headers: etag === null ? headers : { ...headers, ETag: etag } };
}

const hostile = (index: number): string => HOSTILE_STRINGS[index % HOSTILE_STRINGS.length] ?? '';

const isList = ({ body }: Answer): boolean =>
  Array.isArray((body as { data?: unknown } | undefined)?.data);

/** Every record of the answer, whether it is a list or a single one. */
function eachTold(
  { answer, call }: Lie,
  change: (record: StoredRecord, index: number) => unknown,
): Answer {
  const body = answer.body as { data?: unknown } | undefined;
  if (answer.status >= 300 || !call.path.includes('/records') || !body?.data) return answer;
  const told = body.data as StoredRecord | StoredRecord[];
  const data = Array.isArray(told) ? told.map(change) : change(told, 0);
  return { ...answer, body: { ...body, data } };
}

/** Every record that is no tombstone. */
const eachRecord = (lie: Lie, change: (record: StoredRecord, index: number) => unknown): Answer =>
  eachTold(lie, (record, index) => (record.deleted ? record : change(record, index)));
