import { describe, expect, it } from 'vitest';
import { commandOf } from '../../../../electron/headless/command';
import { exitCodeOf } from '../../../../electron/headless/exit-codes';
import { failureLine } from '../../../../electron/lib/failure-line';
import { ownArguments } from '../../../../electron/start/own-arguments';
import { FIRST_REQUEST } from '../../../../shared/reports/report';

const REPORT = ['--report=inventory', '--output=out.csv'];
const orderOf = (...more: string[]) => {
  const command = commandOf([...REPORT, ...more]);
  if (command.kind !== 'report') throw new Error(JSON.stringify(command));
  return command.order;
};
const problemOf = (...args: string[]) => {
  const command = commandOf(args);
  return command.kind === 'wrong' ? command.problem : command.kind;
};

describe('the arguments of the app', () => {
  it("are those after the app's path, where Electron has one", () => {
    const argv = ['electron', '--no-sandbox', '-r', 'hold.cjs', '/app', '--report=risk', 'x'];
    expect(ownArguments(argv, true)).toEqual(['--report=risk', 'x']);
    expect(ownArguments(['electron', '--no-sandbox'], true)).toEqual([]);
    expect(ownArguments(['ownchat-keys', '--help'], false)).toEqual(['--help']);
  });

  it.each([
    [[]],
    [['--user-data-dir=/x', '--password-store=basic', '--no-sandbox']],
    [['--some-switch-of-chromium=1']],
    [['--ozone-platform-hint=auto']],
    [['--enable-features=WaylandWindowDecorations']],
    // macOS passes one of these to an app started from the Finder.
    [['-psn_0_123456']],
    [['--trace-startup', '--v=1', '--host-rules=x', '--mute-audio', '--headless']],
    [['https://example.com/']],
  ])('open the window when none of them is ours: %j', (args) => {
    expect(commandOf(args)).toEqual({ kind: 'window' });
  });

  it('ask for help or the version', () => {
    expect(commandOf(['--help'])).toEqual({ kind: 'help' });
    expect(commandOf(['--version', '--user-data-dir=/x'])).toEqual({ kind: 'version' });
  });

  it('ask for help by the short option', () => {
    expect(commandOf(['-h'])).toEqual({ kind: 'help' });
  });

  it.each([
    [['--reprot=risk', '--output=x.csv'], '--reprot'],
    [['--hlep'], '--hlep'],
    [['--versoin'], '--versoin'],
    [['--lokc'], '--lokc'],
    [['--loc'], '--loc'],
    [['--Report=risk'], '--Report'],
    [['-report'], '-'],
    [['-x'], '-x'],
    [['-v'], '-v'],
    [['--passphrase-flie=x'], '--passphrase-flie'],
  ])('are an error when they are a near miss: %j', (args, named) => {
    expect(problemOf(...args)).toContain(named);
    expect(commandOf(args).kind).toBe('wrong');
  });

  it("may include Chromium's switches that the manual names", () => {
    for (const other of [
      '--ozone-platform-hint=auto',
      '--enable-features=X',
      '--disable-gpu-compositing',
      '--disable-dev-shm-usage',
      '--use-gl=angle',
      '--proxy-server=x',
      '--force-device-scale-factor=2',
      '--remote-debugging-port=0',
      '--lang=de',
    ]) {
      expect(commandOf(['--version', other])).toEqual({ kind: 'version' });
    }
  });

  it('request a report, in both syntaxes', () => {
    const one = [
      '--report',
      'risk',
      '--format',
      'xlsx',
      '--output',
      'o',
      '--filter',
      'status:active',
    ];
    expect(commandOf(one)).toEqual({
      kind: 'report',
      order: {
        output: 'o',
        force: false,
        passphrase: null,
        request: {
          ...FIRST_REQUEST,
          kind: 'risk',
          format: 'xlsx',
          scope: { kind: 'filter', filter: 'status:active' },
        },
      },
    });
  });

  it('cover everything that the page can request', () => {
    const order = orderOf(
      '--integration=Zoho CRM',
      '--columns=name, scopes,secretHash',
      '--sort=createdAt:desc',
      '--period=2026-01-01..2026-03-31',
      '--paper=letter',
      '--delimiter=;',
      '--bom',
      '--table-only',
      '--checksum',
      '--force',
      '--passphrase-fd=3',
      '--user-data-dir=/x',
    );
    expect(order).toEqual({
      output: 'out.csv',
      force: true,
      passphrase: { from: 'descriptor', number: 3 },
      request: {
        kind: 'inventory',
        format: 'csv',
        scope: { kind: 'integration', integration: 'Zoho CRM' },
        columns: ['name', 'scopes', 'secretHash'],
        order: { column: 'createdAt', descending: true },
        period: { kind: 'between', from: '2026-01-01', to: '2026-03-31' },
        options: { paper: 'letter', delimiter: ';', bom: true, about: false, checksum: true },
      },
    });
    expect(orderOf('--sort=name').request.order).toEqual({ column: 'name', descending: false });
    expect(orderOf('--passphrase-file=p').passphrase).toEqual({ from: 'file', path: 'p' });
  });

  it.each([
    [['--output=x.csv'], '--report is missing'],
    [['--report=risk'], '--output is missing'],
    [['--report=everything', '--output=x.csv'], /--report cannot be “everything”.*inventory/],
    [['--report=risk', '--output=report'], /Neither --format/],
    [['--report=risk', '--output=x', '--format=doc'], /--format cannot be “doc”/],
    [[...REPORT, '--ouput=x'], /--ouput/],
    [[...REPORT, '--filter=status:actve'], /does not understand “status:actve”/],
    [['--report=risk', '--output=-'], /Neither --format nor the extension/],
    [['--report=risk', '--output=-', '--format=pdf'], /accepts text formats only/],
    [['--report=risk', '--output', '-', '--format', 'xlsx'], /accepts text formats only/],
    [
      ['--report=risk', '--output=-', '--format=csv', '--checksum'],
      /--checksum cannot be used with --output=-/,
    ],
    [[...REPORT, '--filter=a', '--integration=b'], /cannot be used together/],
    [[...REPORT, '--columns=name,secret'], /--columns cannot be “secret”/],
    [[...REPORT, '--sort=secret'], /--sort cannot be/],
    [[...REPORT, '--period=2026-02-31..2026-03-01'], /--period could not be understood/],
    [[...REPORT, '--period=yesterday'], /--period cannot be/],
    [[...REPORT, '--passphrase-fd=1'], /--passphrase-fd cannot be “1”/],
    [[...REPORT, '--passphrase-fd=-1'], /./],
    [[...REPORT, '--passphrase-fd=3', '--passphrase-file=x'], /cannot be used together/],
    [[...REPORT, '--passphrase=secret'], /--passphrase/],
    [[...REPORT, '--format=ics'], '--format=ics is only for --report=due-dates'],
    [[...REPORT, 'stray'], /stray/],
  ])('are refused when they are invalid: %j', (args, problem) => {
    const told = problemOf(...args);
    if (typeof problem === 'string') expect(told).toBe(problem);
    else expect(told).toMatch(problem);
    expect(commandOf(args).kind).toBe('wrong');
  });
});

describe('the standard output', () => {
  it.each(['csv', 'json', 'ndjson', 'html'])('takes %s', (format) => {
    const command = commandOf(['--report=risk', '--output=-', `--format=${format}`]);
    expect(command).toMatchObject({ kind: 'report', order: { output: '-', request: { format } } });
  });
});

describe('the end of a run', () => {
  it.each([
    ['wrong-passphrase', 3],
    ['keychain-unavailable', 3],
    ['vault-absent', 4],
    ['vault-altered', 4],
    ['report-not-written', 6],
    ['report-too-large', 6],
    ['report-exists', 7],
    ['report-cancelled', 130],
    ['report-filter-invalid', 2],
    ['unexpected', 1],
  ] as const)('%s ends with %i', (code, exit) => {
    expect(exitCodeOf(code)).toBe(exit);
  });

  it('is reported in the words of the window, with the missing parts', () => {
    expect(
      failureLine({
        code: 'report-not-written',
        path: '/x/r.csv',
        problem: 'disk-full',
        reason: 'ENOSPC',
      }),
    ).toMatch(/^The report was not saved\. The disk is full\..*\(\/x\/r\.csv\)$/);
    expect(failureLine({ code: 'report-too-large', rows: 50_000, most: 20_000 })).toContain(
      'It has 50,000 rows; the format takes 20,000 at most.',
    );
    expect(failureLine({ code: 'wrong-passphrase', retryAfterMs: 0 })).not.toContain('{{');
  });
});
