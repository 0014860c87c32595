import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { realFileSystem } from '../../../../electron/platform/disk/file-system';
import type { ReportDesktop } from '../../../../electron/reports/export/report-exporter';
import type { ReportVault } from '../../../../electron/reports/report-vault';
import { Reports } from '../../../../electron/reports/reports';
import { ReportScheduler } from '../../../../electron/reports/schedule/scheduler';
import type { SavedReport } from '../../../../shared/reports/report';
import { DEFAULT_WORKSPACE, FIRST_REQUEST } from '../../../../shared/reports/report';
import { fail, ok } from '../../../../shared/lib/result';
import { request } from '../../../support/report-parts';
import { keysOf } from '../../../support/small-vault';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';
import { createdVault, PASSPHRASE, temporaryDirectory } from '../../../support/test-vault';

const SAVED: SavedReport = {
  id: '0190a000-0000-4000-8000-000000000001',
  name: 'Monthly: audit/../x',
  request: request({ format: 'csv' }),
};

async function desk(chosen: Partial<ReportDesktop> = {}, onProgress = () => {}) {
  const folder = await temporaryDirectory();
  const made = await createdVault(join(folder, 'vault'));
  const out = join(folder, 'out');
  await mkdir(out);
  valueOf(await keysOf(made).create(newKey({ name: 'Zoho', integration: 'Zoho CRM' })));
  const shown: string[] = [];
  const told: string[] = [];
  let onRan: () => void = () => undefined;
  const reports = new Reports({
    vault: () => made.session.vault,
    now: () => made.clock.now,
    appVersion: '1.2.3',
    fs: realFileSystem,
    fontFaces: async () => '',
    print: async () => null,
    desktop: {
      chooseFile: async (name) => join(out, name),
      mayReplace: async () => false,
      chooseFolder: async () => out,
      show: (path) => void shown.push(path),
      open: async () => true,
      ...chosen,
    },
    onProgress,
    onSettingsChanged: () => onRan(),
    onEnded: (outcome) => void told.push(outcome),
  });
  const settings = async () => valueOf(await reports.settings());
  /** waits until a schedule has run */
  const nextRun = async () => {
    const hasRun = new Promise<void>((resolve) => {
      onRan = resolve;
    });
    reports.begin();
    await hasRun;
    reports.end();
  };
  return { ...made, reports, out, shown, told, settings, nextRun };
}

describe('the settings of the reports', () => {
  it('are the defaults at first, and sealed with the vault once they are changed', async () => {
    const { reports, settings, session } = await desk();
    expect(await settings()).toEqual({
      workspace: DEFAULT_WORKSPACE,
      last: FIRST_REQUEST,
      saved: [],
      schedules: [],
      integrations: ['Zoho CRM'],
    });
    valueOf(await reports.changeSettings({ workspace: 'Acme', saved: [SAVED] }));
    await session.lock();
    expect(failureOf(await reports.settings())).toEqual({ code: 'vault-locked' });
    valueOf(await session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(await settings()).toMatchObject({ workspace: 'Acme', saved: [SAVED] });
  });

  it('survive an invalid one', async () => {
    const { settings, session } = await desk();
    const put = (name: string, value: null | string | object) =>
      session.vault?.commit(() =>
        ok([{ event: 'setting.changed', keyId: null, change: { name, value: value as never } }]),
      );
    await put('saved-reports', [{ id: 'x' }, SAVED, 7]);
    await put('report-schedules', 'every day');
    await put('workspace-name', { name: 'x' });
    await put('last-report', { ...FIRST_REQUEST, kind: 'everything' });
    expect(await settings()).toMatchObject({
      workspace: DEFAULT_WORKSPACE,
      last: FIRST_REQUEST,
      saved: [SAVED],
      schedules: [],
    });
  });
});

describe('exporting from the page', () => {
  it('notifies the user after a long export, but not after a short one', async () => {
    let takes = 0;
    const { reports, clock, told } = await desk({}, () => (clock.now += takes));
    valueOf(await reports.export(request()));
    expect(told).toEqual([]);
    takes = 10_000;
    valueOf(await reports.export(request({ kind: 'risk' })));
    expect(told).toEqual(['saved']);
  });

  it('writes to the chosen path, is remembered, and can be shown', async () => {
    const { reports, out, settings, shown } = await desk();
    const asked = request({ format: 'json', scope: { kind: 'filter', filter: 'zoho' } });
    const exported = valueOf(await reports.export(asked));
    expect(exported?.path).toBe(join(out, 'API key inventory 2026-11-23.json'));
    expect((await settings()).last).toEqual(asked);
    valueOf(await reports.show());
    expect(shown).toEqual([exported?.path]);
    await rm(exported?.path ?? '');
    expect(failureOf(await reports.open())).toMatchObject({ code: 'report-gone' });
  });

  it('does not remember a selection', async () => {
    const { reports, settings, session } = await desk();
    const [id = ''] = session.vault?.keys.keys() ?? [];
    valueOf(await reports.export(request({ scope: { kind: 'selection', ids: [id] } })));
    expect((await settings()).last.scope).toEqual({ kind: 'all' });
  });

  it('does nothing when the dialog is cancelled', async () => {
    const { reports, out } = await desk({ chooseFile: async () => null });
    expect(valueOf(await reports.export(request()))).toBeNull();
    expect(await readdir(out)).toEqual([]);
  });

  it('asks before it replaces a file that the dialog did not confirm', async () => {
    const answers = [false, true];
    const { reports, out } = await desk({
      chooseFile: async () => join(out, 'mine'),
      mayReplace: async () => answers.shift() ?? false,
    });
    await writeFile(join(out, 'mine.csv'), 'mine');
    expect(valueOf(await reports.export(request()))).toBeNull();
    expect(await readFile(join(out, 'mine.csv'), 'utf8')).toBe('mine');
    expect(valueOf(await reports.export(request()))?.count).toBe(1);
    expect(await readFile(join(out, 'mine.csv'), 'utf8')).toContain('Zoho');
  });

  it('refuses an empty filter', async () => {
    const { reports } = await desk();
    const asked = request({ scope: { kind: 'filter', filter: 'status:actve' } });
    const failure = { code: 'report-filter-invalid', part: 'status:actve' };
    expect(failureOf(await reports.export(asked))).toEqual(failure);
    expect(failureOf(await reports.preview(asked))).toEqual(failure);
  });
});

describe('a schedule', () => {
  beforeEach(() => void vi.stubEnv('TZ', 'UTC'));
  afterEach(() => void vi.unstubAllEnvs());

  it('makes its report when it is due, once for all missed times, beside older ones', async () => {
    const { reports, out, settings, clock, nextRun, told, session } = await desk();
    valueOf(await reports.changeSettings({ saved: [SAVED] }));
    valueOf(await reports.addSchedule(SAVED.id, 'weekly'));
    expect((await settings()).schedules).toMatchObject([
      { rhythm: 'weekly', folder: out, nextAt: '2026-11-30T00:00:00.000Z', last: null },
    ]);
    reports.begin();
    expect(await readdir(out)).toEqual([]);
    clock.now = Date.parse('2026-12-16T08:00:00.000Z');
    await writeFile(join(out, 'Monthly- audit-..-x 2026-12-16.csv'), 'mine');
    await nextRun();
    expect(told).toEqual(['saved']);
    expect((await readdir(out)).toSorted()).toEqual([
      'Monthly- audit-..-x 2026-12-16 (2).csv',
      'Monthly- audit-..-x 2026-12-16.csv',
    ]);
    expect((await settings()).schedules).toMatchObject([
      { nextAt: '2026-12-21T00:00:00.000Z', last: { outcome: 'written' } },
    ]);
    const origins: [string, string | undefined][] = [];
    const onEvents = (events: readonly { event: string; origin?: string | undefined }[]) => {
      origins.push(...events.map(({ event, origin }) => [event, origin] as [string, string]));
    };
    valueOf(await session.vault!.activity.walk({ onEvents }));
    expect(origins.slice(-2)).toEqual([
      ['report.exported', 'schedule'],
      ['setting.changed', 'schedule'],
    ]);
  });

  it('replaces the calendar that it wrote, and no other file of that name', async () => {
    const { reports, out, settings, clock, nextRun } = await desk();
    const calendar = { ...SAVED, request: request({ kind: 'due-dates', format: 'ics' }) };
    valueOf(await reports.changeSettings({ saved: [calendar] }));
    valueOf(await reports.addSchedule(SAVED.id, 'weekly'));
    await writeFile(join(out, 'Monthly- audit-..-x.ics'), 'mine');
    for (const day of ['2026-12-07', '2026-12-14', '2026-12-21']) {
      clock.now = Date.parse(`${day}T08:00:00.000Z`);
      await nextRun();
      expect((await readdir(out)).toSorted()).toEqual([
        'Monthly- audit-..-x (2).ics',
        'Monthly- audit-..-x.ics',
      ]);
      expect(await readFile(join(out, 'Monthly- audit-..-x.ics'), 'utf8')).toBe('mine');
      const written = await readFile(join(out, 'Monthly- audit-..-x (2).ics'), 'utf8');
      expect(written).toMatch(/^BEGIN:VCALENDAR/);
      expect((await settings()).schedules).toMatchObject([{ last: { outcome: 'written' } }]);
    }
  });

  it('reports a failure once, and retries every hour', async () => {
    const { reports, out, settings, clock, nextRun, told } = await desk();
    valueOf(await reports.changeSettings({ saved: [SAVED] }));
    valueOf(await reports.addSchedule(SAVED.id, 'monthly'));
    await rm(out, { recursive: true });
    clock.now = Date.parse('2026-12-01T00:00:00.000Z');
    for (const nextAt of ['2026-12-01T01:00:00.000Z', '2026-12-01T02:00:00.000Z']) {
      await nextRun();
      expect((await settings()).schedules).toMatchObject([
        {
          nextAt,
          last: {
            outcome: 'failed',
            reason: 'The report was not saved. The folder no longer exists.',
          },
        },
      ]);
      clock.now += 60 * 60_000;
    }
    expect(told).toEqual(['failed']);
    await mkdir(out);
    await nextRun();
    expect(told).toEqual(['failed', 'saved']);
    expect((await settings()).schedules).toMatchObject([
      { nextAt: '2027-01-01T00:00:00.000Z', last: { outcome: 'written' } },
    ]);
  });

  it('does not run every minute when the vault cannot record that it ran', async () => {
    const { reports, session, clock, out } = await desk();
    valueOf(await reports.changeSettings({ saved: [SAVED] }));
    valueOf(await reports.addSchedule(SAVED.id, 'weekly'));
    const { vault } = session;
    if (!vault) throw new Error('locked');
    let canCommit = false;
    const halting: ReportVault = {
      keys: vault.keys,
      settings: vault.settings,
      actor: vault.actor,
      isReadOnly: false,
      activity: vault.activity,
      commit: async (prepare) =>
        canCommit ? vault.commit(prepare) : fail({ code: 'vault-changed-on-disk', path: 'x' }),
    };
    let made = 0;
    const told: boolean[] = [];
    const scheduler = new ReportScheduler({
      vault: () => halting,
      now: () => clock.now,
      run: async (_saved, path) => {
        made += 1;
        return ok({ path, count: 1, dataSha256: '', isRecorded: true });
      },
      onRan: (_outcome, isNews) => void told.push(isNews),
    });
    clock.now = Date.parse('2026-12-01T00:00:00.000Z');
    for (let minute = 0; minute <= 120; minute += 1) {
      if (minute === 100) canCommit = true;
      await scheduler.runDue();
      clock.now += 60_000;
    }
    expect(made).toBe(3);
    expect(told).toEqual([true, false, false]);
    expect(await readdir(out)).toEqual([]);
  });

  it('keeps its report saved, and is stopped by hand', async () => {
    const { reports, settings } = await desk();
    expect(failureOf(await reports.addSchedule(SAVED.id, 'weekly'))).toEqual({
      code: 'report-not-saved',
    });
    valueOf(await reports.changeSettings({ saved: [SAVED] }));
    valueOf(await reports.addSchedule(SAVED.id, 'weekly'));
    expect(failureOf(await reports.changeSettings({ saved: [] }))).toEqual({
      code: 'report-in-use',
    });
    const [schedule] = (await settings()).schedules;
    valueOf(await reports.removeSchedule(schedule?.id ?? ''));
    valueOf(await reports.changeSettings({ saved: [] }));
    expect(await settings()).toMatchObject({ saved: [], schedules: [] });
  });

  it('does not run without a chosen folder', async () => {
    const { reports } = await desk({ chooseFolder: async () => null });
    valueOf(await reports.changeSettings({ saved: [SAVED] }));
    expect(valueOf(await reports.addSchedule(SAVED.id, 'weekly'))).toBeNull();
  });
});
