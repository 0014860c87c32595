import { onTestFinished } from 'vitest';
import { type Endpoint, type EndpointOptions, startEndpoint } from './start-endpoint';

/** An endpoint for one test, stopped at its end. */
export async function endpointForTest(options: EndpointOptions = {}): Promise<Endpoint> {
  const endpoint = await startEndpoint(options);
  onTestFinished(() => endpoint.stop());
  return endpoint;
}
