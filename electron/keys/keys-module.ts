import type { StepJudge } from '../../shared/rules/change-judge';
import type { ApiKey } from '../../shared/keys/api-key';
import type { keyRequests } from '../../shared/contract/keys';
import type { Proof } from '../../shared/contract/unlock-methods';
import type { Result } from '../../shared/lib/result';
import { ok } from '../../shared/lib/result';
import type { Verdict } from '../../shared/sync/sync-state';
import type { FeatureModule, Send } from '../lib/feature-module';
import { ApiKeys } from './api-keys';
import { t } from '../lib/messages';
import { HandOver } from './hand-over';
import { KeyChanges } from './key-changes';
import type { KeyVault } from './key-vault';
import { SavedListStore } from './saved-lists';
import { SecretAccess } from './secret-access';
import { UnsavedFormStore } from './unsaved-form';

interface Around {
  vault: () => KeyVault | null;
  now: () => number;
  send: Send;
  confirm: (proof: Proof) => Promise<Result<void>>;
  /**
   * Whether the person has just pressed a key or a button over the page. Each press counts once.
   */
  takeGesture: () => boolean;
  /** Copies a secret and clears it later. @returns when, in milliseconds since the epoch */
  copySecret: (secret: string) => Promise<number>;
  /** whether the first rows are without inactive keys */
  hidesInactive: () => boolean;
  /** remembers values outside the vault */
  memory: {
    recall(name: 'unsavedForm'): unknown;
    remember(name: 'unsavedForm', value: unknown): void;
  };
  /** Judges the changes of one commit by the vault's rules. */
  judge: () => StepJudge;
  /** Asks for a file; null when the person cancels. */
  chooseTarget: (
    title: string,
    fileName: string,
    filters: { name: string; extensions: string[] }[],
  ) => Promise<string | null>;
  /** Writes a file that only its owner can read, as a whole or not at all. */
  writeFile: (path: string, bytes: Uint8Array) => Promise<Result<void>>;
  endpoint: {
    readonly isSetUp: boolean;
    /** Asks whether the endpoint accepts a secret, for a scope or in general. */
    verify(secret: string, scope?: string): Promise<Result<{ verdict: Verdict }>>;
  };
}

interface KeysModule extends FeatureModule<typeof keyRequests> {
  /** The page shows nothing any more. */
  concealAll(): void;
  /** for the questions before a change of many keys */
  changes: KeyChanges;
}

/** The requests about API keys and their secrets. */
export function keysModule(around: Around): KeysModule {
  const { vault, now, memory, endpoint } = around;
  const apiKeys = new ApiKeys({
    vault,
    now,
    hasEndpoint: () => endpoint.isSetUp,
    judge: around.judge,
    onChange: (change) => around.send('keys:changed', change),
  });
  const changes = new KeyChanges({
    vault,
    now,
    judge: around.judge,
    onProgress: (progress) => around.send('keys:changing', progress),
  });
  const secrets = new SecretAccess({
    vault,
    now,
    confirm: around.confirm,
    copy: around.copySecret,
    test: (secret, scope) => endpoint.verify(secret, scope),
  });
  const handOver = new HandOver({
    secrets,
    nameOf: (id) => vault()?.keys.get(id)?.record.name,
    chooseTarget: (fileName) =>
      around.chooseTarget(t('main:fileDialogs.handOver'), fileName, [
        { name: t('main:fileDialogs.ageFiles'), extensions: ['age'] },
      ]),
    write: around.writeFile,
  });
  const unsavedForm = new UnsavedFormStore({
    vault,
    store: {
      get: () => memory.recall('unsavedForm'),
      set: (sealed) => memory.remember('unsavedForm', sealed),
    },
  });
  const lists = new SavedListStore(vault);
  /**
   * Returns a new secret only after a press of a key or button: a script of the page alone must not
   * get one.
   */
  const withSecret = async (make: () => Promise<Result<{ apiKey: ApiKey; secret: string }>>) => {
    const show = secrets.toShow();
    const isAsked = around.takeGesture();
    const made = await make();
    if (!made.ok) return made;
    const { apiKey, secret } = made.value;
    if (isAsked) show(apiKey.id);
    return ok({ apiKey, secret: isAsked ? secret : null });
  };
  return {
    concealAll: () => secrets.concealAll(),
    changes,
    onCommitted: (events) => apiKeys.followCommit(events),
    onReplaced: () => apiKeys.followReplacement(),
    onLocking: () => changes.cancel(),
    onLocked: () => {
      changes.forget();
      unsavedForm.store();
      secrets.concealAll();
    },
    handlers: {
      'keys:newest': () => apiKeys.newest(around.hidesInactive()),
      'keys:list': ({ from }) => apiKeys.list(from),
      'keys:usage': ({ id }) => apiKeys.usage(id),
      'keys:create': (input) => withSecret(() => apiKeys.create(input)),
      'keys:update': ({ id, changes: fields }, isStill) => apiKeys.update(id, fields, isStill),
      'keys:set-enabled': ({ ids, enabled }, isStill) => apiKeys.setEnabled(ids, enabled, isStill),
      'keys:change': (input, isStill) => changes.change(input, isStill),
      'keys:cancel-change': () => {
        changes.cancel();
        return ok(undefined);
      },
      'keys:plan-revert': ({ sequence }) => changes.planRevert(sequence),
      'keys:revert': (input, isStill) => changes.revert(input, isStill),
      'keys:delete': ({ ids }) => apiKeys.delete(ids),
      'keys:deleted': () => apiKeys.deleted(),
      'keys:restore': ({ ids }) => apiKeys.restore(ids),
      'keys:rotate': ({ id, grace, cutsShort }) =>
        withSecret(() => apiKeys.rotate(id, grace, cutsShort)),
      'keys:end-grace': ({ id, until }) => apiKeys.endGrace(id, until),
      'keys:cancel-rotation': ({ id, until }) => apiKeys.cancelRotation(id, until),
      'keys:keep-form': ({ form, isLeaving }) => unsavedForm.keep(form, isLeaving),
      'keys:kept-form': () => unsavedForm.get(),
      'keys:saved-lists': () => lists.get(),
      'keys:save-lists': (input) => lists.save(input),
      'secrets:reveal': ({ id, proof }) => secrets.reveal(id, proof),
      'secrets:copy': ({ id, proof }) => secrets.copy(id, proof),
      'secrets:conceal': ({ id }) => {
        secrets.conceal(id);
        return ok(undefined);
      },
      'secrets:hand-over': (input) => handOver.save(input),
      'secrets:test': ({ id, proof, scope }) => secrets.test(id, proof, scope),
    },
  };
}
