import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { EndpointAddress } from './address';
import type { Hello } from './answers';
import {
  batchSchema,
  etagOf,
  helloSchema,
  listSchema,
  parse,
  placeSchema,
  queryOf,
  statusFailure,
} from './answers';
import type { Contract } from './contract-types';
import type { Advice } from '../decisions/advice';
import { adviceOf, retryAfterOf } from '../decisions/advice';
import type { Fetch, Outgoing, Reply } from './transport';
import { SHORT_REPLY_BYTES, exchange } from './transport';

/** Records requested in a page, and the most accepted from a server that sends more. */
export const PAGE_RECORDS = 1_000;
const MAX_PAGE_RECORDS = 5_000;

/** Pages in one pull; a longer list is aborted. */
const MAX_PAGES = 1_000;

export interface Place {
  /** changes when bucket or collection is modified or replaced */
  identity: string;
  /** false when the permissions do not show it: rights from the server's settings are not listed */
  mayWrite: boolean;
}

export interface Page {
  items: unknown[];
  /** the collection's version number when the page was made; null when the server does not say */
  etag: number | null;
  /** query of the next page; null on the last one */
  next: string | null;
}

/** A write of one record. */
export interface Write {
  id: string;
  /** version number of the state it replaces; null: the record must not exist */
  replaces: number | null;
  /** null: delete */
  data: Contract['NewState']['data'] | null;
  /** instead of `data`: changes only these fields */
  changes?: Contract['Changes']['data'];
}

export interface Written {
  status: number;
  body: unknown;
  /** how long to pause, in milliseconds; null when the answer does not say */
  retryAfterMs: number | null;
}

/**
 * A client of the Kinto 1.x HTTP API for one collection. Every answer is untrusted until it is
 * parsed.
 */
export class EndpointClient {
  readonly address: EndpointAddress;
  readonly #fetcher: Fetch;
  readonly #authorization: string;
  readonly #signal: AbortSignal;
  readonly #onAdvice: (advice: Advice, isAnswer: boolean) => void;

  constructor(options: {
    address: EndpointAddress;
    fetcher: Fetch;
    /** the value of the `Authorization` header */
    authorization: string;
    signal: AbortSignal;
    /**
     * called with the advice in each answer's headers, and whether it was an answer or a refusal
     */
    onAdvice?: (advice: Advice, isAnswer: boolean) => void;
  }) {
    this.address = options.address;
    this.#fetcher = options.fetcher;
    this.#authorization = options.authorization;
    this.#signal = options.signal;
    this.#onAdvice = options.onAdvice ?? (() => undefined);
  }

  /** @returns also the server's clock, in milliseconds since the epoch, if its header has it */
  async hello(): Promise<Result<Hello & { serverTime: number | null }>> {
    const reply = await this.#ask({ method: 'GET', url: `${this.address.root}/` });
    if (!reply.ok) return reply;
    const hello = parse(helloSchema, reply.value);
    if (!hello.ok) return hello;
    return ok({ ...hello.value, serverTime: adviceOf(reply.value.headers).serverTime });
  }

  /** Metadata and permissions of bucket and collection. */
  async place(): Promise<Result<Place>> {
    const { root, bucket, collection } = this.address;
    const around = await this.#askFor(placeSchema, `${root}/buckets/${bucket}`);
    // A user with access to the collection only may not read the bucket.
    const isHidden = !around.ok && around.failure.code === 'endpoint-forbidden';
    if (!around.ok && !isHidden) return around;
    const inside = await this.#askFor(placeSchema, collection);
    if (!inside.ok) return inside;
    const places = [...(around.ok ? [around.value] : []), inside.value];
    const mayWrite = places.some(({ permissions }) => (permissions?.write ?? []).length > 0);
    const stamps = places.map(({ data }) => `${data.id} ${data.last_modified}`);
    return ok({ identity: stamps.join(' '), mayWrite });
  }

  /**
   * Whether the user may write, tested without a change: by deleting a record that does not exist.
   *
   * @returns null when the answer does not tell
   */
  async tryToWrite(): Promise<boolean | null> {
    const url = `${this.address.collection}/records/${randomUUID()}`;
    const headers = { 'If-Match': '"1"' };
    const reply = await this.#ask({ method: 'DELETE', url, headers }, [404, 412]);
    if (reply.ok) return true;
    return reply.failure.code === 'endpoint-forbidden' ? false : null;
  }

  /**
   * The pages of changes after a version number, oldest first; none when nothing changed.
   *
   * @param path below the root, for another collection of the same bucket
   * @param before only changes with a lower number
   */
  async *pages(
    since: number | null,
    path = this.address.path,
    before: number | null = null,
  ): AsyncGenerator<Result<Page>> {
    const end = before === null ? '' : `&_before=%22${before}%22`;
    const query = `_since=%22${since ?? 0}%22${end}&_sort=last_modified&_limit=${PAGE_RECORDS}`;
    let next: string | null = query;
    for (let count = 0; next !== null; count += 1) {
      const page: Result<Page> =
        count === MAX_PAGES
          ? fail({ code: 'endpoint-too-much' })
          : await this.#page(`${this.address.root}${path}/records?${next}`, since);
      yield page;
      next = page.ok ? page.value.next : null;
    }
  }

  async #page(url: string, since: number | null): Promise<Result<Page>> {
    const headers: Record<string, string> = since === null ? {} : { 'If-None-Match': `"${since}"` };
    const reply = await this.#ask({ method: 'GET', url, headers }, [], true);
    if (!reply.ok) return reply;
    // A 304 confirms the requested number, even if a proxy has altered the header.
    if (reply.value.status === 304) return ok({ items: [], etag: since, next: null });
    const etag = etagOf(reply.value.headers.get('etag'));
    const list = parse(listSchema, reply.value);
    if (!list.ok) return list;
    if (list.value.data.length > MAX_PAGE_RECORDS) return fail({ code: 'endpoint-too-much' });
    // Only the query is used: behind a proxy a server may not know its own address, and requests go
    // to no other one.
    const link = reply.value.headers.get('next-page');
    const next = link === null ? null : queryOf(link, url);
    // Without the next link, later records would be missed for ever.
    if (next === '') return fail({ code: 'endpoint-not-understood', problem: 'unexpected' });
    const isLast = list.value.data.length === 0;
    return ok({ items: list.value.data, etag, next: isLast ? null : next });
  }

  /** Writes each record with a precondition. At most `batch_max_requests` at once. */
  async write(writes: readonly Write[]): Promise<Result<Written[]>> {
    const [only] = writes;
    if (only && writes.length === 1) {
      const { path, ...request } = this.#requestOf(only);
      const reply = await this.#ask(
        { ...request, url: `${this.address.root}${path}` },
        [404, 412],
        true,
      );
      return reply.ok
        ? ok([{ status: reply.value.status, body: reply.value.json, retryAfterMs: null }])
        : reply;
    }
    const reply = await this.#ask(
      {
        method: 'POST',
        url: `${this.address.root}/batch`,
        body: {
          requests: writes.map((write) => this.#requestOf(write)),
        } satisfies Contract['Batch'],
      },
      [],
      true,
    );
    if (!reply.ok) return reply;
    const batch = parse(batchSchema, reply.value);
    if (!batch.ok) return batch;
    const { responses } = batch.value;
    if (responses.length !== writes.length) {
      return fail({ code: 'endpoint-not-understood', problem: 'unexpected' });
    }
    return ok(
      responses.map(({ status, headers, body }) => {
        const name = Object.keys(headers).find((header) => /^retry-after$/i.test(header));
        return { status, body, retryAfterMs: retryAfterOf(headers[name ?? ''] ?? null) };
      }),
    );
  }

  /**
   * @param scope optional: whether the key has this scope
   * @returns the raw answer of the verification
   */
  async verify(secret: string, scope?: string): Promise<Result<unknown>> {
    const url = `${this.address.collection}/verify`;
    const body: Contract['Question'] = {
      data: { secret, ...(scope === undefined ? {} : { scope }) },
    };
    const reply = await this.#ask({ method: 'POST', url, body });
    return reply.ok ? ok(reply.value.json) : reply;
  }

  #requestOf({ id, replaces, data, changes }: Write) {
    const match: Record<string, string> =
      replaces === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${replaces}"` };
    const request = {
      path: `${this.address.path}/records/${encodeURIComponent(id)}`,
      headers: match,
    };
    if (changes) {
      return { ...request, method: 'PATCH' as const, body: { data: changes } };
    }
    if (data === null) return { ...request, method: 'DELETE' as const };
    return {
      ...request,
      method: 'PUT' as const,
      body: { data } satisfies Contract['NewState'],
    };
  }

  async #askFor<S extends z.ZodType>(schema: S, url: string): Promise<Result<z.infer<S>>> {
    const reply = await this.#ask({ method: 'GET', url });
    return reply.ok ? parse(schema, reply.value) : reply;
  }

  /**
   * @param expected statuses besides success that count as answers
   * @param isLong true for a page or a batch, which get the larger size limit
   */
  async #ask(
    request: Outgoing,
    expected: readonly number[] = [],
    isLong = false,
  ): Promise<Result<Reply>> {
    const headers = { ...request.headers, Authorization: this.#authorization };
    const limits = isLong ? {} : { bytes: SHORT_REPLY_BYTES };
    const reply = await exchange(this.#fetcher, { ...request, headers }, this.#signal, limits);
    if (!reply.ok) return reply;
    const { status } = reply.value;
    const isAnswer = (status >= 200 && status < 300) || status === 304 || expected.includes(status);
    this.#onAdvice(adviceOf(reply.value.headers), isAnswer);
    return isAnswer ? reply : fail(statusFailure(reply.value));
  }
}
