import type { Page } from '@playwright/test';
import type { Endpoint, EndpointOptions } from '../endpoint/start-endpoint';
import { startEndpoint } from '../endpoint/start-endpoint';
import { containsText } from '../support/contains-text';
import { openSync } from '../support/sync-steps';
import { PASSPHRASE, createKey as createAnyKey, expect, test as base } from './fixtures';

export { openSync };

/** The passphrase and the secrets that tests of this process made. None may ever be sent. */
const secrets = new Set<string>([PASSPHRASE]);

/** Creates a key like `createKey` of main-job.ts, and checks that its secret is sent to no endpoint. */
export async function createKey(...args: Parameters<typeof createAnyKey>): Promise<string> {
  return keepOffTheWire(await createAnyKey(...args));
}

/** Checks the same for a secret that was not made by `createKey`. @returns the secret */
export function keepOffTheWire(secret: string): string {
  secrets.add(secret);
  return secret;
}

interface SyncFixtures {
  /** Starts an endpoint. At the end of the test it is stopped, and must not have received a secret. */
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

/** All sent bytes except verifications, in which a person sends a secret to test it. */
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

/** The names in the list on the API Keys page. */
export const keyNames = (page: Page): Promise<string[]> =>
  page
    .getByRole('row')
    .getByRole('button', { name: /^Edit / })
    .evaluateAll((buttons) =>
      buttons
        .map((button) => button.getAttribute('aria-label')?.replace('Edit ', '') ?? '')
        .toSorted(),
    );
