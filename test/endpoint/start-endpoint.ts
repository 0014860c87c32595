import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { FaultPlan } from './faults/fault-plan';
import { interferenceOf } from './faults/interference';
import { selfSignedCertificate, type Certificate } from './http/certificate';
import { addControlRoutes, type Controls } from './http/control';
import { Recorder } from './http/recorder';
import { buildServer } from './http/server';
import { Access, type User } from './protocol/access';
import type { CapabilityName, Settings } from './protocol/call';
import { API_PREFIX, KEYS_COLLECTION } from './protocol/call';
import { Service } from './protocol/service';
import { Verifier } from './protocol/verification';
import { type Copy, Dataset, type Place, type StoredRecord } from './store/dataset';
import type { Draft } from './store/draft';
import { Journal } from './store/journal';
import { recordUse } from './store/usage';

export interface EndpointOptions {
  /** the data file for durable storage; without it, in memory only */
  dataFile?: string;
  /** 0 or absent: any free one */
  port?: number;
  /** HTTPS: with this certificate, or with a self-signed one */
  tls?: boolean | Certificate;
  /** the users; default: `account:admin` with write access and a fresh token */
  users?: readonly User[];
  /** its behaviour; see `Settings` */
  settings?: Partial<Settings>;
  /** how often one secret may be asked about in a minute */
  verificationsPerMinute?: number;
  /** the server's clock, in milliseconds since the epoch */
  now?: () => number;
  /** file to which everything that clients send is appended */
  recordFile?: string;
  /** adds control from outside; see `http/control.ts` */
  control?: boolean;
}

export interface Endpoint {
  /**
   * the collection's address, as a user enters it:
   * `http://127.0.0.1:PORT/v1/buckets/ownchat/collections/api-keys`
   */
  url: string;
  /** `http://127.0.0.1:PORT/v1` */
  root: string;
  port: number;
  /** of the first user with one */
  token: string;
  /** PEM of the certificate, for a test's client to trust; null without TLS */
  certificate: string | null;
  recorder: Recorder;
  /** the faults to strike next: `faults.arm('503', { times: 2 })` */
  faults: FaultPlan;
  /** the records, without tombstones, oldest change first */
  records(): StoredRecord[];
  /** records and tombstones, oldest change first */
  history(): StoredRecord[];
  /** a write by another client without checks: stored as given under the next timestamp */
  put(record: Record<string, unknown> & { id: string }): StoredRecord;
  /** the same under a chosen version number, which may be a past one */
  putUnder(number: number, record: Record<string, unknown> & { id: string }): StoredRecord;
  /** a deletion by another client */
  remove(id: string): void;
  /**
   * a client used the key with this id: counted on the day of `at`, milliseconds since the epoch
   */
  recordUse(id: string, at: number, hash?: string): void;
  /** a copy of all stored data, for a later restore */
  copy(): Copy;
  /** restores an older copy, with its version numbers */
  restore(copy: Copy): void;
  /**
   * drops tombstones except the `keep` newest; `forgetsTimestamp`: and sets the collection's number
   * back to that of its newest record
   */
  purge(options?: { keep?: number; forgetsTimestamp?: boolean }): void;
  /** replaces the bucket by an empty one of the same name */
  replaceBucket(): void;
  /** modifies the bucket or collection itself, like granting a colleague access */
  touch(place: Place): void;
  /** recreates the keys' collection; `timestamp`: its first ETag, default now */
  recreateCollection(timestamp?: number): void;
  /** closes the port: connections are refused until `resume` */
  suspend(): Promise<void>;
  /** accepts connections again, on the same port */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const ALL_CAPABILITIES: readonly CapabilityName[] = ['api-key-verification', 'api-key-usage'];

/**
 * Starts a local Ownchat endpoint: the Kinto 1.x HTTP API as far as the app uses it (see README.md beside
 * this file), on 127.0.0.1.
 *
 * ```ts
 * const endpoint = await startEndpoint({ dataFile });
 * await fetch(`${endpoint.url}/records`, { headers: { Authorization: `Bearer ${endpoint.token}` } });
 * expect(endpoint.recorder.sent(secret)).toBe(false);
 * await endpoint.stop();
 * ```
 */
export async function startEndpoint(options: EndpointOptions = {}): Promise<Endpoint> {
  const now = options.now ?? Date.now;
  const users = options.users ?? [
    { id: 'account:admin', token: randomBytes(24).toString('base64url'), access: 'write' },
  ];
  const settings: Settings = {
    bucket: 'ownchat',
    batchMaxRequests: 25,
    maxFetchSize: 10_000,
    closedSchema: true,
    checksRecords: true,
    isReadOnly: false,
    capabilities: ALL_CAPABILITIES,
    ...options.settings,
  };
  const access = new Access(users);
  const dataset = new Dataset(options.dataFile ? new Journal(options.dataFile) : null, now);
  const recorder = new Recorder(options.recordFile);
  const faults = new FaultPlan();
  const { tls = false } = options;
  const certificate = tls === true ? await selfSignedCertificate() : tls || null;
  const verifier = new Verifier(options.verificationsPerMinute ?? 60, now);
  const interference = interferenceOf(faults, dataset);
  const service = new Service(dataset, access, verifier, settings, interference);

  const listen = async (at: number) => {
    const made = buildServer({ service, recorder, faults, certificate });
    if (options.control) addControlRoutes(made, controls);
    await made.listen({ host: '127.0.0.1', port: at });
    return made;
  };
  /** the copy of `POST /__control__/copy` */
  let kept: Copy | null = null;
  const suspend = () => server.close();
  const resume = async () => {
    server = await listen(port);
  };
  const controls: Controls = {
    faults,
    recorder,
    isAllowed: (authorization) => access.userOf(authorization)?.access === 'write',
    replaceBucket: () => dataset.replace(),
    copy() {
      kept = dataset.copy();
    },
    restore() {
      if (kept) dataset.restore(kept);
      return kept !== null;
    },
    purge: (keep) => dataset.purge(keep, false),
    recordUse: (id, at, hash) => recordUse(dataset, id, at, hash),
    async suspendFor(ms) {
      await suspend();
      await pause(ms);
      await resume();
    },
  };
  const change = (make: (draft: Draft) => StoredRecord): StoredRecord => {
    const draft = dataset.draft();
    const stored = make(draft);
    draft.commit();
    return stored;
  };
  const history = () =>
    dataset
      .draft()
      .all(KEYS_COLLECTION)
      .toSorted((a, b) => a.last_modified - b.last_modified);

  let server = await listen(options.port ?? 0);
  const { port } = server.server.address() as AddressInfo;
  const root = `${certificate ? 'https' : 'http'}://127.0.0.1:${port}${API_PREFIX}`;
  return {
    url: `${root}/buckets/${settings.bucket}/collections/${KEYS_COLLECTION}`,
    root,
    port,
    token: users.find(({ token }) => token !== undefined)?.token ?? '',
    certificate: certificate?.cert ?? null,
    recorder,
    faults,
    history,
    records: () => history().filter(({ deleted }) => deleted !== true),
    put: (record) => change((draft) => draft.put(KEYS_COLLECTION, record)),
    putUnder: (number, record) =>
      change((draft) => draft.putUnder(KEYS_COLLECTION, record, number)),
    copy: () => dataset.copy(),
    restore: (copy) => dataset.restore(copy),
    purge: ({ keep = 0, forgetsTimestamp = false } = {}) => dataset.purge(keep, forgetsTimestamp),
    remove: (id) => void change((draft) => draft.remove(KEYS_COLLECTION, id)),
    recordUse: controls.recordUse,
    replaceBucket: controls.replaceBucket,
    touch: (place) => dataset.touch(place),
    recreateCollection: (timestamp = now()) => dataset.recreate(timestamp),
    suspend,
    resume,
    async stop() {
      await server.close();
      dataset.close();
    },
  };
}
