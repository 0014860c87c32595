import type { Draft } from '../store/draft';
import type { Access, User } from './access';
import type { Verifier } from './verification';

/** One request, from HTTP or from inside a batch. */
export interface Call {
  method: string;
  /** from the root of the API, decoded by segment when matched: `/buckets/…` */
  path: string;
  query: URLSearchParams;
  /** names in lower case */
  headers: Readonly<Record<string, string>>;
  /** parsed JSON; undefined without a body */
  body: unknown;
  /** how the client addressed the server: `http://127.0.0.1:8888` */
  origin: string;
  /** the client's address, for keys that are limited to certain addresses */
  remoteAddress: string;
}

/** An answer to a call. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** becomes JSON; undefined: no body */
  body: unknown;
}

/** What an operation may use besides the call. */
export interface Context {
  /** what this request or batch sees and changes; nothing is stored before the commit */
  draft: Draft;
  access: Access;
  settings: Settings;
  verifier: Verifier;
  /** null: no or invalid credentials */
  user: User | null;
  /** the named parts of the path */
  params: Readonly<Record<string, string>>;
  /** answers another request in the same transaction */
  again(call: Call): Answer;
}

export interface Settings {
  bucket: string;
  /** the largest accepted batch */
  batchMaxRequests: number;
  /** the largest page of a list */
  maxFetchSize: number;
  /** refuse records with unknown fields, like a closed schema */
  closedSchema: boolean;
  /** false: any record is accepted, as by a Kinto server without a schema */
  checksRecords: boolean;
  /** refuse all writes: `settings.readonly` of Kinto */
  isReadOnly: boolean;
  /** the announced capabilities */
  capabilities: readonly CapabilityName[];
}

export type CapabilityName = 'api-key-verification' | 'api-key-usage';

export const KEYS_COLLECTION = 'api-keys';
export const USAGE_COLLECTION = 'api-key-usage';

/** The version of the HTTP API, and the prefix of every path. */
export const API_PREFIX = '/v1';
