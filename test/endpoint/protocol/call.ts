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
  /** parsed JSON; undefined when there was none */
  body: unknown;
  /** how the client addressed the server: `http://127.0.0.1:8888` */
  origin: string;
  /** from where it came, for the keys that only certain addresses may use */
  remoteAddress: string;
}

/** What is answered. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** becomes JSON; undefined: no body */
  body: unknown;
}

/** What an operation may use beside the call. */
export interface Context {
  /** what this request, or the whole batch, sees and changes; nothing is stored before it is committed */
  draft: Draft;
  access: Access;
  settings: Settings;
  verifier: Verifier;
  /** null: nobody said who they are, or not rightly */
  user: User | null;
  /** the parts of the path that the operation's pattern names */
  params: Readonly<Record<string, string>>;
  /** answers another request in the same transaction */
  again(call: Call): Answer;
}

export interface Settings {
  bucket: string;
  /** the largest batch that is taken */
  batchMaxRequests: number;
  /** the largest page of a list */
  maxFetchSize: number;
  /** refuse records with fields that the schema does not know, as a collection with a closed schema does */
  closedSchema: boolean;
  /** false: records are taken whatever is in them, as by a Kinto server without a schema */
  checksRecords: boolean;
  /** nothing can be written, by nobody: `settings.readonly` of Kinto */
  isReadOnly: boolean;
  /** which capabilities `GET /v1/` announces and the server has */
  capabilities: readonly CapabilityName[];
}

export type CapabilityName = 'api-key-verification' | 'api-key-usage';

export const KEYS_COLLECTION = 'api-keys';
export const USAGE_COLLECTION = 'api-key-usage';

/** The version of the HTTP API, and the prefix of every path. */
export const API_PREFIX = '/v1';
