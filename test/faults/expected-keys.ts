import type { Output } from '../../shared/contract/contract';
import { isDeepStrictEqual } from 'node:util';
import type { ApiKey } from '../../shared/keys/api-key';
import type { Operation } from './operation';

/** An expected key. A value that the app did not return (after a bulk change) is not compared. */
type Expected = Omit<ApiKey, 'updatedAt'> & { updatedAt: string | null };

/**
 * The expected content of the vault at each opening: all acknowledged changes, and each change in
 * flight at the kill completely or not at all.
 */
export class ExpectedKeys {
  readonly #keys = new Map<string, Expected>();
  readonly #secrets = new Map<string, string>();
  readonly #underWay = new Set<Operation>();
  acknowledged = 0;

  /** Starts with the present content. */
  constructor(keys: readonly ApiKey[]) {
    for (const key of keys) this.#keys.set(key.id, key);
  }

  get underWay(): number {
    return this.#underWay.size;
  }

  /** Keys without a change in flight. */
  free(): ApiKey[] {
    const busy = new Set([...this.#underWay].flatMap(idsOf));
    return [...this.#keys.values()].filter((key) => !busy.has(key.id)) as ApiKey[];
  }

  /** Keys whose secret was returned, with that secret. */
  secrets(): [id: string, secret: string][] {
    return [...this.#secrets].filter(([id]) => this.#keys.has(id));
  }

  begin(operation: Operation): void {
    this.#underWay.add(operation);
  }

  /** The app has refused the change: it must have no effect. */
  refused(operation: Operation): void {
    this.#underWay.delete(operation);
  }

  /** @param value the app's answer */
  acknowledge(operation: Operation, value: unknown): void {
    this.#underWay.delete(operation);
    this.acknowledged += 1;
    if (operation.kind === 'create') {
      const { apiKey, secret } = value as { apiKey: ApiKey; secret: string };
      this.#keys.set(apiKey.id, apiKey);
      this.#secrets.set(apiKey.id, secret);
    } else if (operation.kind === 'update') {
      this.#keys.set(operation.id, (value as Output<'keys:update'>).apiKey);
    } else {
      this.#apply(operation);
    }
  }

  /**
   * Compares the vault with the expected content, settles the changes in flight, and continues from
   * there.
   *
   * @returns the problems
   */
  compare(actual: readonly ApiKey[]): { problems: string[]; survived: number } {
    const found = new Map(actual.map((key) => [key.id, key]));
    const problems: string[] = [];
    let survived = 0;
    for (const operation of this.#underWay) {
      const fate = this.#fate(operation, found);
      if (fate === 'partly') problems.push(`half done: ${JSON.stringify(operation)}`);
      if (fate === 'wholly') {
        survived += 1;
        this.#apply(operation, found);
      }
    }
    this.#underWay.clear();
    for (const [id, expected] of this.#keys) {
      const key = found.get(id);
      if (!key) problems.push(`lost: ${JSON.stringify(expected)}`);
      else if (!isAsExpected(key, expected)) {
        problems.push(`wrong: ${JSON.stringify(key)} instead of ${JSON.stringify(expected)}`);
      }
    }
    for (const key of actual) {
      if (!this.#keys.has(key.id)) problems.push(`must not be there: ${JSON.stringify(key)}`);
    }
    this.#keys.clear();
    for (const key of actual) this.#keys.set(key.id, key);
    return { problems, survived };
  }

  #fate(operation: Operation, found: ReadonlyMap<string, ApiKey>): 'wholly' | 'partly' | 'not' {
    if (operation.kind === 'create') {
      const { input } = operation;
      const key = [...found.values()].find(({ name }) => name === input.name);
      if (!key) return 'not';
      return isDeepStrictEqual({ ...key, ...input }, key) ? 'wholly' : 'partly';
    }
    const before = (id: string) => this.#keys.get(id);
    const touched = idsOf(operation).filter((id) => after(operation, before(id)) !== before(id));
    if (touched.every((id) => isAsExpected(found.get(id), before(id)))) return 'not';
    const isDone = (id: string) => isAsExpected(found.get(id), after(operation, before(id)));
    return touched.every(isDone) ? 'wholly' : 'partly';
  }

  #apply(operation: Operation, found?: ReadonlyMap<string, ApiKey>): void {
    if (operation.kind === 'create') {
      for (const key of found?.values() ?? []) {
        if (key.name === operation.input.name) this.#keys.set(key.id, key);
      }
      return;
    }
    for (const id of idsOf(operation)) {
      const expected = after(operation, this.#keys.get(id));
      if (expected) this.#keys.set(id, expected);
      else this.#keys.delete(id);
    }
  }
}

const idsOf = (operation: Operation): string[] => {
  if (operation.kind === 'create') return [];
  return operation.kind === 'update' ? [operation.id] : operation.ids;
};

/** @returns the key after the operation, or undefined when it deletes it */
function after(operation: Operation, before: Expected | undefined): Expected | undefined {
  if (!before || operation.kind === 'create') return before;
  if (operation.kind === 'delete') return undefined;
  const isUpdate = operation.kind === 'update';
  const changes = isUpdate ? operation.changes : { enabled: operation.enabled };
  const changed = { ...before, ...changes };
  // An update without a change does not change its time.
  return isDeepStrictEqual(changed, before) ? before : { ...changed, updatedAt: null };
}

function isAsExpected(key: Expected | undefined, expected: Expected | undefined): boolean {
  if (!key || !expected) return key === expected;
  const updatedAt = expected.updatedAt === null ? null : key.updatedAt;
  return isDeepStrictEqual({ ...key, updatedAt }, expected);
}
