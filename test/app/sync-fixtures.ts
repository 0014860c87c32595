import type { Page } from '@playwright/test';
import type { Endpoint, EndpointOptions } from '../endpoint/start-endpoint';
import { startEndpoint } from '../endpoint/start-endpoint';
import { containsText } from '../support/contains-text';
import { openSync } from '../support/sync-steps';
import { PASSPHRASE, createKey as createAnyKey, expect, test as base } from './fixtures';

export { openSync };

/** Secrets that tests of this process made, and the passphrase: none of them may ever be on a wire. */
const secrets = new Set<string>([PASSPHRASE]);

/** As the one of all tests; its secret is looked for in what endpoints were sent. */
export async function createKey(...args: Parameters<typeof createAnyKey>): Promise<string> {
  return keepOffTheWire(await createAnyKey(...args));
}

/** For secrets that were made in another way than by `createKey`. */
export function keepOffTheWire(secret: string): string {
  secrets.add(secret);
  return secret;
}

interface SyncFixtures {
  /** Starts an endpoint that is gone when the test ends, and that must not have been sent a secret by then. */
  endpointWith: (options?: EndpointOptions) => Promise<Endpoint>;
}

export const test = base.extend<SyncFixtures>({
  launchUnlocked: async ({ launchUnlocked }, use) => {
    await use(async (options) => {
      const started = await launchUnlocked(options);
      for (const secret of started.secrets) keepOffTheWire(secret);
      return started;
    });
  },

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from it
  endpointWith: async ({}, use) => {
    const started: Endpoint[] = [];
    await use(async (options) => {
      const endpoint = await startEndpoint(options);
      started.push(endpoint);
      return endpoint;
    });
    const sent = started.map(sentForSync);
    for (const endpoint of started) await endpoint.stop();
    for (const bytes of sent) {
      expect([...secrets].filter((secret) => containsText(bytes, secret))).toEqual([]);
    }
  },
});

/** Everything that was sent but the questions whether a secret is good, which a person asked with that secret. */
function sentForSync({ recorder }: Endpoint): Buffer {
  const isVerification = ({ url }: { url: string }) => url.endsWith('/verify');
  if (!recorder.requests.some(isVerification)) return recorder.bytes();
  const others = recorder.requests.filter((request) => !isVerification(request));
  return Buffer.from(
    others
      .map(({ headers, ...rest }) =>
        [Object.values(rest), Object.values(headers)].flat().join('\n'),
      )
      .join('\n'),
  );
}

export const openKeys = (page: Page) =>
  page.getByRole('link', { name: 'API Keys', exact: true }).click();

/** The names in the list of keys, from the page of the keys. */
export const keyNames = (page: Page): Promise<string[]> =>
  page
    .getByRole('row')
    .getByRole('button', { name: /^Edit / })
    .evaluateAll((buttons) =>
      buttons
        .map((button) => button.getAttribute('aria-label')?.replace('Edit ', '') ?? '')
        .toSorted(),
    );
