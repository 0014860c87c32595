import { isDeepStrictEqual } from 'node:util';
import type { ApiKey } from '../../shared/keys/api-key';
import type { Operation } from './operation';

/** A key as it must be. What the app has not told (when a bulk change was made) is not compared. */
type Expected = Omit<ApiKey, 'updatedAt'> & { updatedAt: string | null };

/**
 * What must be in the vault whenever it is opened: everything acknowledged, and of what was under way when the
 * app was killed all or nothing.
 */
export class ExpectedKeys {
  readonly #keys = new Map<string, Expected>();
  readonly #secrets = new Map<string, string>();
  readonly #underWay = new Set<Operation>();
  acknowledged = 0;

  /** Takes what is there for what must be there; the start of it all. */
  constructor(keys: readonly ApiKey[]) {
    for (const key of keys) this.#keys.set(key.id, key);
  }

  get underWay(): number {
    return this.#underWay.size;
  }

  /** Keys that no change under way touches. */
  free(): ApiKey[] {
    const busy = new Set([...this.#underWay].flatMap(idsOf));
    return [...this.#keys.values()].filter((key) => !busy.has(key.id)) as ApiKey[];
  }

  /** Keys whose secret the app has told, and that secret. */
  secrets(): [id: string, secret: string][] {
    return [...this.#secrets].filter(([id]) => this.#keys.has(id));
  }

  begin(operation: Operation): void {
    this.#underWay.add(operation);
  }

  /** The app has refused: nothing of it may be there. */
  refused(operation: Operation): void {
    this.#underWay.delete(operation);
  }

  /** @param value what the app answered */
  acknowledge(operation: Operation, value: unknown): void {
    this.#underWay.delete(operation);
    this.acknowledged += 1;
    if (operation.kind === 'create') {
      const { apiKey, secret } = value as { apiKey: ApiKey; secret: string };
      this.#keys.set(apiKey.id, apiKey);
      this.#secrets.set(apiKey.id, secret);
    } else if (operation.kind === 'update') {
      this.#keys.set(operation.id, value as ApiKey);
    } else {
      this.#apply(operation);
    }
  }

  /**
   * Holds what is in the vault against what must be, settles what was under way, and goes on from there.
   *
   * @returns what is wrong, in words
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

/** @returns the key after the operation, or undefined when it is gone then */
function after(operation: Operation, before: Expected | undefined): Expected | undefined {
  if (!before || operation.kind === 'create') return before;
  if (operation.kind === 'delete') return undefined;
  const isUpdate = operation.kind === 'update';
  const changes = isUpdate ? operation.changes : { enabled: operation.enabled };
  const changed = { ...before, ...changes };
  // When nothing really changes, its time does not change either.
  return isDeepStrictEqual(changed, before) ? before : { ...changed, updatedAt: null };
}

function isAsExpected(key: Expected | undefined, expected: Expected | undefined): boolean {
  if (!key || !expected) return key === expected;
  const updatedAt = expected.updatedAt === null ? null : key.updatedAt;
  return isDeepStrictEqual({ ...key, updatedAt }, expected);
}
