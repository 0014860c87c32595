import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runProgram } from '../support/run-program';
import { wholeNumber } from '../support/whole-number';
import { startEndpoint } from './start-endpoint';

const HELP = `npm run endpoint -- [switches]

  --port N       the port to listen on (default: a free one)
  --data FILE    where everything is kept (default: in memory, gone when it stops)
  --token TEXT   the token of account:admin (default: a fresh one)
  --tls          HTTPS with a certificate that nobody vouches for
  --record FILE  append every byte that clients send, secrets of verifications too
  --help         this text
`;

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      token: { type: 'string' },
      tls: { type: 'boolean', default: false },
      record: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const endpoint = await startEndpoint({
    port: wholeNumber('--port', values.port, { least: 0, most: 65_535 }),
    tls: values.tls,
    ...(values.data === undefined ? {} : { dataFile: resolve(values.data) }),
    ...(values.record === undefined ? {} : { recordFile: resolve(values.record) }),
    ...(values.token === undefined
      ? {}
      : { users: [{ id: 'account:admin', token: values.token, access: 'write' }] }),
  });
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
