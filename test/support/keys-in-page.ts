import type { Page } from '@playwright/test';
import type { ApiKey, ApiKeyChanges, NewApiKey } from '../../shared/keys/api-key';
import type { RawBridge } from '../../shared/contract/bridge';
import type { PageRequest } from '../../shared/contract/channels';
import { newKey } from './sample-keys';

// Changes from outside the page, like those of the endpoint or another window: requested through
// the page's bridge, they reach the table by the same event.

async function ask<T>(page: Page, channel: PageRequest, input: unknown): Promise<T> {
  const json = await page.evaluate(
    async ([name, value]) => {
      const { ownchat } = globalThis as unknown as { ownchat: RawBridge };
      return ownchat.request(name, value);
    },
    [channel, input] as const,
  );
  const answer = JSON.parse(json) as { ok: true; value: T } | { ok: false };
  if (!answer.ok) throw new Error(`${channel} failed: ${json}`);
  return answer.value;
}

/** Creates keys one after the other. @returns their ids */
export async function createKeys(
  page: Page,
  keys: readonly Partial<NewApiKey>[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const fields of keys) {
    const { apiKey } = await ask<{ apiKey: ApiKey }>(page, 'keys:create', newKey(fields));
    ids.push(apiKey.id);
  }
  return ids;
}

export async function changeKey(page: Page, id: string, changes: ApiKeyChanges): Promise<ApiKey> {
  const { apiKey } = await ask<{ apiKey: ApiKey }>(page, 'keys:update', { id, changes });
  return apiKey;
}

export const setKeysEnabled = (
  page: Page,
  ids: string[],
  enabled: boolean,
): Promise<{ gone: number }> => ask(page, 'keys:set-enabled', { ids, enabled });

export const deleteKeys = (page: Page, ids: string[]): Promise<{ gone: number }> =>
  ask(page, 'keys:delete', { ids });

/** All keys in the vault. For vaults that are listed in one part. */
export const listKeys = async (page: Page): Promise<ApiKey[]> =>
  (await ask<{ keys: ApiKey[] }>(page, 'keys:list', { from: 0 })).keys;
