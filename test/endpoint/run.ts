import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError, runProgram } from '../support/run-program';
import { wholeNumber } from '../support/parse-whole-number';
import { FAULT_NAMES, parseFaults } from './faults/fault-plan';
import { startEndpoint } from './start-endpoint';

const HELP = `npm run endpoint -- [switches]

  --port N       the port to listen on (default: a free one)
  --data FILE    where everything is kept (default: in memory, gone when it stops)
  --token TEXT   the token of account:admin (default: a fresh one)
  --tls          HTTPS with a certificate that nobody vouches for
  --control      lets it be told things while it runs: POST /__control__/… (see http/control.ts)
  --faults LIST  what goes wrong: NAME:0.1 each request with that probability, NAME:3 the next three;
                 several with commas between
  --seed N       what the dice of --faults start from (default: 1)
  --record FILE  append every byte that clients send, secrets of verifications too
  --help         this text

Faults: ${FAULT_NAMES.join(', ')}
`;

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      token: { type: 'string' },
      tls: { type: 'boolean', default: false },
      record: { type: 'string' },
      control: { type: 'boolean', default: false },
      faults: { type: 'string' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const seed = wholeNumber('--seed', values.seed, { least: 0, most: 2 ** 31 });
  const faults = values.faults === undefined ? [] : parseFaults(values.faults, seed);
  if (faults === null) throw new UsageError('--faults takes NAME:0.1 or NAME:3; see --help.');
  const endpoint = await startEndpoint({
    port: wholeNumber('--port', values.port, { least: 0, most: 65_535 }),
    tls: values.tls,
    control: values.control,
    ...(values.data === undefined ? {} : { dataFile: resolve(values.data) }),
    ...(values.record === undefined ? {} : { recordFile: resolve(values.record) }),
    ...(values.token === undefined
      ? {}
      : { users: [{ id: 'account:admin', token: values.token, access: 'write' }] }),
  });
  for (const [name, options] of faults) endpoint.faults.arm(name, options);
  console.log(`Address  ${endpoint.url}`);
  console.log(`Token    ${endpoint.token}`);
  console.log(`Data     ${values.data === undefined ? 'in memory' : resolve(values.data)}`);
  await new Promise((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  await endpoint.stop();
  return 0;
});
