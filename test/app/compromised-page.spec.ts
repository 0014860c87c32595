import type { Page } from '@playwright/test';
import type { PageRequest } from '../../shared/contract/channels';
import type { RawBridge } from '../../shared/contract/bridge';
import type { Failure } from '../../shared/lib/failure';
import { newKey } from '../support/sample-keys';
import { answerQuestions, questionsOf } from '../support/system-questions';
import { createKey, expect, test } from './fixtures';

type Answer = { ok: true; value: Record<string, unknown> } | { ok: false; failure: Failure };

/** Sends requests like a script in the page, without user input. */
const ask = async (page: Page, name: PageRequest, input?: unknown): Promise<Answer> => {
  const json = await page.evaluate(
    ([channel, value]) =>
      (globalThis as unknown as { ownchat: RawBridge }).ownchat.request(channel, value),
    [name, input] as const,
  );
  return JSON.parse(json) as Answer;
};

/** Earlier gestures do not count from now on. */
async function useUpGesture(page: Page): Promise<void> {
  await ask(page, 'keys:create', newKey({ name: `Used up ${Math.random()}` }));
}

test('a script of the page gets no new secret; a person who presses Save does', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  expect(await createKey(page, { name: 'Zoho', permissions: { Contacts: 'Read' } })).toMatch(
    /^ock_/,
  );
  await useUpGesture(page);
  const created = await ask(page, 'keys:create', newKey({ name: 'By a script' }));
  if (!created.ok) throw new Error(created.failure.code);
  expect(created.value.secret).toBeNull();
  const { id } = created.value.apiKey as { id: string };
  const rotated = await ask(page, 'keys:rotate', { id, grace: 'none', cutsShort: null });
  if (!rotated.ok) throw new Error(rotated.failure.code);
  expect(rotated.value.secret).toBeNull();
  // Nor can it have the secret copied: for the main process, the secret is not on the screen.
  const copied = await ask(page, 'secrets:copy', { id, proof: null });
  expect(copied).toMatchObject({ ok: false, failure: { code: 'reveal-not-allowed' } });

  // The main process does not see events that a script makes.
  await page.evaluate(() => {
    document.body.click();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    document.body.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
  });
  const again = await ask(page, 'keys:create', newKey({ name: 'By a script again' }));
  expect(again).toMatchObject({ ok: true, value: { secret: null } });
});

test('what gives access or takes a guard away is asked by the main process', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked({
    keys: [{ name: 'Zoho', permissions: { Contacts: 'Read' } }],
  });
  await answerQuestions(app, false);
  const listed = await ask(page, 'keys:list', { from: 0 });
  if (!listed.ok) throw new Error(listed.failure.code);
  const [{ id } = { id: '' }] = listed.value.keys as { id: string }[];
  const refused = { ok: false, failure: { code: 'not-confirmed' } };
  // A user gesture after each answer; without it the next question would be suppressed.
  const askPressed: typeof ask = async (...request) => {
    await page.keyboard.press('Shift');
    return ask(...request);
  };
  const wider = { id, changes: { scopes: ['contacts:write'] } };
  expect(await askPressed(page, 'keys:update', wider)).toEqual(refused);
  expect(await askPressed(page, 'preferences:set', { lockAfterMinutes: 60 })).toEqual(refused);
  expect(await askPressed(page, 'sync:forget')).toEqual(refused);
  expect(
    await askPressed(page, 'backups:restore', { name: 'vault-0000000000000001.json' }),
  ).toEqual(refused);
  expect(await askPressed(page, 'vault:accept-older-state')).toEqual(refused);
  await askPressed(page, 'keys:set-enabled', { ids: [id], enabled: false });
  expect(await askPressed(page, 'keys:set-enabled', { ids: [id], enabled: true })).toEqual(refused);
  const questions = await questionsOf(app);
  for (const { buttons, enter } of questions) {
    expect(enter).toBe('Cancel');
    expect(buttons.indexOf('Cancel')).toBe(process.platform === 'linux' ? 0 : 1);
  }
  const messages = questions.map(({ message }) => message);
  expect(messages).toEqual([
    'Give the API key “Zoho” more access?',
    'Lock the vault later?',
    'Forget this endpoint?',
    'Restore this backup?',
    'Continue with this older version?',
    'Activate the API key “Zoho”?',
  ]);
  const after = await ask(page, 'keys:list', { from: 0 });
  expect(after).toMatchObject({
    ok: true,
    value: { keys: [{ enabled: false, scopes: ['contacts:read'] }] },
  });
  expect(await ask(page, 'preferences:get')).toMatchObject({ value: { lockAfterMinutes: 10 } });

  // Declining changes nothing, and is not shown as an error.
  await page.getByRole('button', { name: 'More actions for Zoho' }).click();
  await page.getByRole('menuitem', { name: 'Activate' }).click();
  await expect(page.getByText('Nothing was changed')).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Zoho/ })).toContainText('Disabled');
});

test('a script that asks repeatedly shows one box until the user presses a key', async ({
  launchUnlocked,
}) => {
  const { app, page } = await launchUnlocked();
  await answerQuestions(app, false);
  const later = { lockAfterMinutes: 60 };
  const askAll = () => Promise.all(Array.from({ length: 100 }, () => ask(page, 'sync:forget')));
  await askAll();
  for (let time = 0; time < 20; time += 1) await ask(page, 'preferences:set', later);
  expect(await questionsOf(app)).toHaveLength(1);
  await page.keyboard.press('Shift');
  expect(await ask(page, 'preferences:set', later)).toMatchObject({ ok: false });
  expect(await ask(page, 'preferences:set', later)).toMatchObject({ ok: false });
  expect(await questionsOf(app)).toHaveLength(2);
});
