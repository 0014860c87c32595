import type { ActivityEvent } from '../format/events';
import type { DataKey } from '../crypto/data-key';
import { seal, sealedSchema, unseal } from '../crypto/aead';
import { secretContext } from '../crypto/secret-context';
import type { VaultBody } from '../format/snapshot-schema';

/**
 * Re-encrypts the secrets in an event or a snapshot under another data key and leaves the rest as
 * it is. A key's secret has the key's id as its context, a secret in a setting `NAME PROPERTY`.
 *
 * @throws when one does not decrypt: it would be lost with the old data key
 */
export class SecretReencryption {
  readonly #from: DataKey;
  readonly #to: DataKey;

  constructor(from: DataKey, to: DataKey) {
    this.#from = from;
    this.#to = to;
  }

  event(event: ActivityEvent): ActivityEvent {
    if (event.event === 'setting.changed') {
      const { name, value } = event.change;
      return { ...event, change: { name, value: this.setting(name, value) as typeof value } };
    }
    const { keyId, change } = event;
    if (keyId === null || change === null) return event;
    return { ...event, change: this.value(change, () => keyId) } as ActivityEvent;
  }

  content(body: Omit<VaultBody, 'log'>): Omit<VaultBody, 'log'> {
    const settings = Object.entries(body.settings).map(([name, value]) => [
      name,
      this.setting(name, value),
    ]);
    return {
      ...body,
      keys: body.keys.map((key) => this.value(key, () => key.record.id) as typeof key),
      ...(body.deleted && {
        deleted: body.deleted.map((key) => this.value(key, () => key.record.id) as typeof key),
      }),
      settings: Object.fromEntries(settings) as VaultBody['settings'],
    };
  }

  setting(name: string, value: unknown): unknown {
    return this.value(value, (property) => `${name} ${property}`);
  }

  /** @param idOf the context of a sealed secret by its property */
  value(value: unknown, idOf: (property: string) => string, property = ''): unknown {
    if (Array.isArray(value)) return value.map((item) => this.value(item, idOf, property));
    if (typeof value !== 'object' || value === null) return value;
    const sealed = sealedSchema.safeParse(value);
    if (!sealed.success) {
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, this.value(item, idOf, name)]),
      );
    }
    const context = secretContext(idOf(property));
    const secret = unseal(this.#from.for('secret'), sealed.data, context);
    if (secret === null) throw new Error('a sealed secret does not open with the key of its vault');
    const resealed = seal(this.#to.for('secret'), secret, context);
    secret.fill(0);
    return resealed;
  }
}
