import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { expiresAtOf, localDate } from '../../../renderer/features/keys/form/expiration';
import {
  changesOf,
  draftOf,
  EMPTY_DRAFT,
  newKeyOf,
} from '../../../renderer/features/keys/form/key-draft';
import { scopeSummary } from '../../../renderer/features/keys/form/scope-summary';
import {
  TEMPLATE_NAMES,
  templateOf,
  withTemplate,
} from '../../../renderer/features/keys/form/templates';
import { createFormats } from '../../../renderer/ui/text/formats';
import { startPageWords } from '../../support/page-words';
import { checkKeyFields } from '../../../shared/keys/key-rules';
import { isKnownScope, withLevel } from '../../../shared/keys/scopes';
import { apiKey, NOW } from './some-api-key';

describe('the form', () => {
  it('grants nothing and expires in 90 days by default', () => {
    expect(newKeyOf(EMPTY_DRAFT, NOW)).toMatchObject({
      scopes: [],
      expiresAt: '2027-02-21T12:00:00.000Z',
    });
  });

  it('sends only the changed fields of an edit', () => {
    const key = apiKey({ expiresAt: '2027-01-01T00:00:00.000Z', allowedIps: ['10.0.0.0/8'] });
    const draft = draftOf(key);
    expect(changesOf(draft, key, NOW)).toEqual({});
    expect(changesOf({ ...draft, name: 'New', enabled: false }, key, NOW)).toEqual({
      name: 'New',
      enabled: false,
    });
    expect(changesOf({ ...draft, expiration: 'none' }, key, NOW)).toEqual({ expiresAt: null });
    expect(changesOf({ ...draft, allowedIps: '10.0.0.0/8, ::1' }, key, NOW)).toEqual({
      allowedIps: ['10.0.0.0/8', '::1'],
    });
  });

  it('does not call the date of an expired key wrong while another field is edited', () => {
    const key = apiKey({ expiresAt: '2026-01-01T00:00:00.000Z' });
    const changes = changesOf({ ...draftOf(key), note: 'kept' }, key, NOW);
    const context = { now: NOW, isNameTaken: () => false };
    expect(checkKeyFields(changes, context).problems).toEqual([]);
  });

  it('means by a date the end of that day, here', () => {
    const end = new Date(expiresAtOf('custom', '2027-02-21', null, NOW) ?? '');
    expect([end.getDate(), end.getHours(), end.getMinutes()]).toEqual([21, 23, 59]);
    expect(expiresAtOf('custom', '', null, NOW)).toBe('');
    expect(localDate(end.getTime())).toBe('2027-02-21');
  });
});

describe('templates of permissions', () => {
  it.each(TEMPLATE_NAMES)('%s grants known scopes only, and is recognised again', (name) => {
    const scopes = withTemplate(['weird:thing'], name);
    expect(scopes.filter((scope) => !isKnownScope(scope))).toEqual(['weird:thing']);
    expect(templateOf(scopes)).toBe(name);
  });

  it('are not recognised in anything else', () => {
    expect(templateOf([])).toBeNull();
    expect(templateOf(['contacts:read'])).toBeNull();
  });
});

describe('the summary of permissions', () => {
  beforeAll(async () => {
    await startPageWords();
  });

  it.each([
    [[], 'Can do nothing yet'],
    [
      ['contacts:write', 'conversations:read', 'messages:write'],
      'Can read conversations; read and write contacts, messages',
    ],
    [['conversations-delete:write'], 'Can delete conversations'],
    [['api-keys:read', 'weird:thing'], 'Can read API keys; use 1 other permission'],
    [withTemplate([], 'fullAccess'), 'Can do everything'],
    [withTemplate(['weird:thing'], 'fullAccess'), 'Can do everything; use 1 other permission'],
    [
      withTemplate([], 'fullAccess').filter((scope) => scope !== 'reports:read'),
      'Can do everything, except read reports',
    ],
    [withTemplate([], 'readOnly'), 'Can read everything'],
    [
      withLevel(withTemplate([], 'readOnly'), 'contacts', 'write'),
      'Can read everything; read and write contacts',
    ],
  ])('of %j', (scopes, summary) => {
    expect(scopeSummary(scopes, i18next.t, createFormats('en-GB'))).toBe(summary);
  });
});
