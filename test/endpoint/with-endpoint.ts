import { onTestFinished } from 'vitest';
import { type Endpoint, type EndpointOptions, startEndpoint } from './start-endpoint';

/** An endpoint of the test's own, stopped when the test is over. */
export async function endpointForTest(options: EndpointOptions = {}): Promise<Endpoint> {
  const endpoint = await startEndpoint(options);
  onTestFinished(() => endpoint.stop());
  return endpoint;
}
