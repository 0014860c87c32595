import { describe, expect, it } from 'vitest';
import { eventsInWords } from '../../../../../electron/reports/content/event-words';
import { ACTIVITY_EVENTS } from '../../../../../shared/activity/activity';
import { levelsOf, RESOURCES } from '../../../../../shared/keys/scopes';

const eventOf = (event: string, change: unknown = null) => ({
  sequence: 1,
  at: '2026-11-24T12:00:00.000Z',
  actor: 'tester',
  event,
  keyId: null,
  change,
});

const { title: eventInWords, change: changeInWords } = eventsInWords();

describe('an event in a report', () => {
  it.each(ACTIVITY_EVENTS)('with the code %s has a name in words', (name) => {
    expect(eventInWords(eventOf(name))).not.toMatch(/[a-z]\.[a-z]/);
  });

  it('with an unknown code keeps the code', () => {
    expect(eventInWords(eventOf('toString'))).toBe('toString');
    expect(changeInWords(eventOf('constructor', {}))).toBeNull();
    expect(changeInWords(eventOf('__proto__', {}))).toBeNull();
  });

  it('names all permissions in one word', () => {
    const scopes = RESOURCES.map((resource) => `${resource}:${levelsOf(resource).at(-1)}`);
    const change = { before: { scopes: ['tags:read', 'odd'] }, after: { scopes } };
    expect(changeInWords(eventOf('key.updated', change))).toMatch(/Tags: read, odd.*Full access$/);
    expect(changeInWords(eventOf('key.created', { record: { scopes } }))).toBe('Full access');
  });

  it('lists its changes', () => {
    const said = (event: string, change: unknown) => changeInWords(eventOf(event, change));
    const [firstAt, lastAt] = ['2026-11-24T08:00:00.000Z', '2026-11-24T09:00:00.000Z'];
    expect(said('vault.unlock-failed', { count: 2, firstAt, lastAt })).toBe(
      `2 wrong attempts, from ${firstAt} to ${lastAt}`,
    );
    expect(said('keys.imported', { fileName: 'a.csv', added: 3, replaced: 1, skipped: 0 })).toBe(
      'a.csv: added 3, replaced 1, skipped 0',
    );
    expect(said('vault.exported', { keys: 5, withSecrets: true })).toBe(
      'API keys: 5; secrets included: yes',
    );
    expect(said('preference.changed', { name: 'tray', before: '', after: 'on' })).toBe(
      'tray: – → on',
    );
  });

  it('says when a secret was reported and why, and whom it was encrypted to', () => {
    const said = (event: string, change: unknown) => changeInWords(eventOf(event, change));
    const at = '2026-11-24T08:00:00.000Z';
    const reported = (reason: string) => ({ compromised: { at, reason } });
    const nothing = { compromised: null };
    expect(said('key.updated', { before: nothing, after: reported('in a log') })).toBe(
      `Compromised: – → ${at} in a log`,
    );
    expect(said('key.updated', { before: reported(''), after: nothing })).toBe(
      `Compromised: ${at} → –`,
    );
    expect(said('secret.handed-over', { recipient: 'age1abc' })).toBe('age1abc');
    expect(said('secret.handed-over', { recipient: null })).toBe('to a passphrase');
  });

  it('of a rotation says so, without a hash', () => {
    const rotated = changeInWords(
      eventOf('key.rotated', {
        before: { secretHash: 'a'.repeat(64), hint: 'ock_live_aaaa…aaaa' },
        after: { secretHash: 'b'.repeat(64), hint: 'ock_live_bbbb…bbbb' },
        sealedSecret: { nonce: 'x', ciphertext: 'y', tag: 'z' },
      }),
    );
    expect(rotated).toContain('Secret replaced');
    expect(rotated).not.toMatch(/a{64}|b{64}/);
  });
});
