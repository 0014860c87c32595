import type {
  ApiKey,
  ApiKeyChanges,
  Environment,
  NewApiKey,
} from '../../../../shared/keys/api-key';
import type { ExpirationChoice } from '../../../../shared/keys/expiration';
import type { KeyField } from '../../../../shared/keys/key-rules';
import { normaliseTags } from '../../../../shared/keys/tags';
import type { UnsavedForm } from '../../../../shared/keys/unsaved-form';
import { expiresAtOf } from './expiration';

export interface KeyDraft {
  name: string;
  integration: string;
  note: string;
  environment: Environment;
  scopes: readonly string[];
  expiration: ExpirationChoice;
  customDate: string;
  /** as typed: separated by lines, commas or spaces */
  allowedIps: string;
  owner: string;
  /** as typed, separated by commas */
  tags: string;
  /** days, or `never` */
  rotateEvery: string;
  enabled: boolean;
}

/** Least privilege: no permission is granted by default, and a new key expires. */
export const EMPTY_DRAFT: KeyDraft = {
  name: '',
  integration: '',
  note: '',
  environment: 'live',
  scopes: [],
  expiration: '90',
  customDate: '',
  allowedIps: '',
  owner: '',
  tags: '',
  rotateEvery: 'never',
  enabled: true,
};

export const draftOf = (key: ApiKey): KeyDraft => ({
  name: key.name,
  integration: key.integration,
  note: key.note,
  environment: key.environment,
  scopes: key.scopes,
  expiration: key.expiresAt === null ? 'none' : 'unchanged',
  customDate: '',
  allowedIps: key.allowedIps.join('\n'),
  owner: key.owner,
  tags: key.tags.join(', '),
  rotateEvery: key.rotateEvery === null ? 'never' : String(key.rotateEvery),
  enabled: key.enabled,
});

export const isSameDraft = (a: KeyDraft, b: KeyDraft): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The fields that differ from the initial values. */
export const typedInto = (draft: KeyDraft, initial: KeyDraft): UnsavedForm['fields'] =>
  Object.fromEntries(
    Object.entries(draft).filter(
      ([field, value]) =>
        JSON.stringify(value) !== JSON.stringify(initial[field as keyof KeyDraft]),
    ),
  );

/** The saved draft, applied to the present key. */
export const draftWith = (initial: KeyDraft, typed: UnsavedForm['fields'] | null): KeyDraft => ({
  ...initial,
  ...(typed as Partial<KeyDraft> | null),
});

const splitAddresses = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** The draft as input for a new key. */
export function newKeyOf(draft: KeyDraft, now: number): NewApiKey {
  return {
    name: draft.name,
    integration: draft.integration,
    note: draft.note,
    environment: draft.environment,
    scopes: [...draft.scopes],
    expiresAt: expiresAtOf(draft.expiration, draft.customDate, null, now),
    allowedIps: splitAddresses(draft.allowedIps),
    owner: draft.owner,
    tags: normaliseTags(draft.tags.split(',')),
    rotateEvery: draft.rotateEvery === 'never' ? null : Number(draft.rotateEvery),
  };
}

/** Only the fields that the person has changed, so that nothing else is overwritten. */
export function changesOf(draft: KeyDraft, key: ApiKey, now: number): ApiKeyChanges {
  const before = draftOf(key);
  const { environment: _, ...fields } = newKeyOf(draft, now);
  const changed: Record<KeyField, boolean> = {
    name: draft.name !== before.name,
    integration: draft.integration !== before.integration,
    note: draft.note !== before.note,
    scopes: draft.scopes.join() !== before.scopes.join(),
    expiresAt: draft.expiration !== before.expiration,
    allowedIps: splitAddresses(draft.allowedIps).join() !== key.allowedIps.join(),
    owner: draft.owner !== before.owner,
    tags: draft.tags !== before.tags,
    rotateEvery: draft.rotateEvery !== before.rotateEvery,
  };
  const kept = Object.entries(fields).filter(([field]) => changed[field as KeyField]);
  return {
    ...(Object.fromEntries(kept) as ApiKeyChanges),
    ...(draft.enabled !== before.enabled && { enabled: draft.enabled }),
  };
}
