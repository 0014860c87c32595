import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { bundle } from '../../scripts/run-typescript.mjs';

/** `npm run endpoint` as a separate process, for tests that kill the server. */
export interface EndpointProcess {
  /** the collection's address */
  url: string;
  token: string;
  /** SIGKILL: nothing is completed or flushed */
  kill(): void;
  /** settles when the process is gone */
  exited: Promise<unknown>;
}

/** Bundles the program once. @returns how to start it, and how to delete the bundle */
export async function endpointProgram(): Promise<{
  /**
   * @param args as for `npm run endpoint`; with the same `--port`, `--data` and `--token` it is the
   * same server again
   */
  start(args: readonly string[]): Promise<EndpointProcess>;
  remove(): Promise<void>;
}> {
  const program = await bundle('test/endpoint/run.ts');
  return {
    start: (args) => startProcess(program, args),
    remove: () => rm(program, { force: true }),
  };
}

async function startProcess(program: string, args: readonly string[]): Promise<EndpointProcess> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const told = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', value = ''] = line.split(/\s+/, 2);
    told.set(name, value);
    if (name === 'Data') break;
  }
  const url = told.get('Address');
  const token = told.get('Token');
  if (url === undefined || token === undefined) throw new Error('the endpoint did not start');
  return { url, token, exited, kill: () => void child.kill('SIGKILL') };
}
