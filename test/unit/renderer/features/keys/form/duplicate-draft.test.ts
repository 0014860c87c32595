import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  duplicateDraft,
  unknownScopes,
} from '../../../../../../renderer/features/keys/form/duplicate-draft';
import { newKeyOf } from '../../../../../../renderer/features/keys/form/key-draft';
import { checkKeyFields } from '../../../../../../shared/keys/key-rules';
import { apiKey, NOW } from '../../../some-api-key';

const DAY_MS = 24 * 60 * 60_000;

const isTaken = (name: string) => name === 'CRM sync';
const inputOf = (changes: Parameters<typeof apiKey>[0]) =>
  newKeyOf(duplicateDraft(apiKey(changes), isTaken, NOW), NOW);

describe('a duplicate of a key', () => {
  it('has its settings and another name', () => {
    const settings = {
      note: 'for the board',
      environment: 'test',
      scopes: ['messages:write', 'tags:read'],
      allowedIps: ['10.0.0.0/8', '203.0.113.0/24'],
      owner: 'Ada',
      tags: ['crm', 'eu'],
      rotateEvery: 45,
    } as const;
    expect(
      inputOf({
        ...settings,
        scopes: [...settings.scopes],
        allowedIps: [...settings.allowedIps],
        tags: [...settings.tags],
      }),
    ).toEqual({
      ...settings,
      name: 'CRM sync (2)',
      integration: 'Zoho CRM',
      expiresAt: null,
    });
  });

  it('is active, and is not reported as compromised', () => {
    const compromised = { at: '2026-11-22T12:00:00.000Z', reason: '' };
    const draft = duplicateDraft(apiKey({ enabled: false, compromised }), isTaken, NOW);
    expect(draft.enabled).toBe(true);
    expect(draft).not.toHaveProperty('compromised');
  });

  it('does not get permissions that this app does not know, and they are named', () => {
    const scopes = ['contacts:read', 'payments:write', '*'];
    expect(inputOf({ scopes }).scopes).toEqual(['contacts:read']);
    expect(unknownScopes(apiKey({ scopes }))).toEqual(['payments:write', '*']);
  });

  it('lives as long as the other was created for', () => {
    const createdAt = '2026-09-01T12:00:00.000Z';
    const expiresAt = '2026-11-30T12:00:00.000Z';
    expect(duplicateDraft(apiKey({ createdAt, expiresAt }), isTaken, NOW).expiration).toBe('90');
    expect(inputOf({ createdAt, expiresAt }).expiresAt).toBe('2027-02-21T12:00:00.000Z');
  });

  it('keeps a date that was chosen, unless it has passed', () => {
    const createdAt = '2026-09-01T12:00:00.000Z';
    const chosen = (expiresAt: string) => inputOf({ createdAt, expiresAt }).expiresAt;
    const end = new Date('2026-12-24T23:59:59.999').toISOString();
    expect(chosen(end)).toBe(end);
    expect(chosen('2026-11-01T00:00:00.000Z')).toBe('2027-02-21T12:00:00.000Z');
  });

  it('never expires in the past, and passes the rules', () => {
    const instant = fc
      .integer({ min: -400, max: 400 })
      .map((days) => new Date(NOW + days * DAY_MS + 1).toISOString());
    fc.assert(
      fc.property(instant, fc.option(instant), (createdAt, expiresAt) => {
        const input = inputOf({ createdAt, expiresAt });
        const context = { now: NOW, isNameTaken: isTaken, isNameChosen: true };
        expect(checkKeyFields(input, context).problems).toEqual([]);
      }),
    );
  });
});
