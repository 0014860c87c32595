import type { Answer, Call } from '../protocol/call';
import { timestampHeaders } from '../protocol/preconditions';
import type { StoredRecord } from '../store/dataset';
import { RESOURCES } from '../../../shared/keys/scopes';
import type { FaultOptions } from './fault-options';
import { HOSTILE_STRINGS } from './hostile-strings';

/** Lies: the request is done, but the answer is false. */
export type ContentFault = keyof typeof CONTENT_FAULTS;

interface Lie {
  answer: Answer;
  call: Call;
  options: FaultOptions;
  /** the content of a record before its deletion */
  formerly(id: string): StoredRecord | undefined;
}

const DAY_MS = 86_400_000;
const ELSEWHERE = 'https://elsewhere.example/v1/';

export const CONTENT_FAULTS = {
  /** every record has unknown fields */
  'unknown-field': (lie) =>
    eachRecord(lie, (record) => ({ ...record, colour: 'blue', labels: { team: ['a', 'b'] } })),
  /** the first record of the answer is invalid */
  'invalid-record': (lie) =>
    eachRecord(lie, (record, index) =>
      index === 0
        ? { ...record, name: 7, scopes: 'all', expiresAt: 'soon', enabled: 'yes' }
        : record,
    ),
  /** names, notes and integrations are hostile */
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
  /** the collection's timestamp is a day earlier than before */
  'etag-back': ({ answer }) => {
    const told = Number(answer.headers.ETag?.slice(1, -1));
    if (!Number.isFinite(told)) return answer;
    return { ...answer, headers: { ...answer.headers, ...timestampHeaders(told - DAY_MS) } };
  },
  /** a compressing proxy adds a suffix to ETags, like Apache */
  'etag-suffix': (lie) => withEtag(lie, (etag) => etag.replace(/"$/, '-gzip"')),
  /** a compressing proxy makes ETags weak, like nginx */
  'etag-weak': (lie) => withEtag(lie, (etag) => `W/${etag}`),
  /** a proxy removes ETags */
  'etag-missing': (lie) => withEtag(lie, () => null),
  /** two proxies have each added an ETag */
  'etag-doubled': (lie) => withEtag(lie, (etag) => `${etag}, W/${etag}`),
  /** deleted records exist again */
  resurrect: (lie) =>
    eachTold(lie, (record) => {
      const former = record.deleted ? lie.formerly(record.id) : undefined;
      return former ? { ...former, last_modified: record.last_modified } : record;
    }),
  /** every key has all scopes, from everywhere, without an expiry */
  'widen-scopes': (lie) =>
    eachRecord(lie, (record) => ({
      ...record,
      scopes: RESOURCES.map((resource) => `${resource}:write`).toSorted(),
      enabled: true,
      expiresAt: null,
      allowedIps: [],
    })),
  /** an endless list: every page links to itself */
  'endless-pages': ({ answer, call }) =>
    isList(answer)
      ? withHeader(answer, 'Next-Page', `${call.origin}/v1${call.path}?${call.query}`)
      : answer,
  /** the next link leads to another server */
  'next-page-elsewhere': ({ answer, options }) =>
    isList(answer) ? withHeader(answer, 'Next-Page', options.location ?? ELSEWHERE) : answer,
  /** a batch's answer has one response too few */
  'short-batch': ({ answer }) => {
    const responses = (answer.body as { responses?: unknown[] } | undefined)?.responses;
    return responses ? { ...answer, body: { responses: responses.slice(0, -1) } } : answer;
  },
  /** true answers with a `Backoff` */
  backoff: ({ answer, options }) => withHeader(answer, 'Backoff', String(options.retryAfter ?? 3)),
  /** true answers with an `Alert` that the service will end */
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

/** Every record of the answer, a list or a single one. */
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

/** Every record that is not a tombstone. */
const eachRecord = (lie: Lie, change: (record: StoredRecord, index: number) => unknown): Answer =>
  eachTold(lie, (record, index) => (record.deleted ? record : change(record, index)));
