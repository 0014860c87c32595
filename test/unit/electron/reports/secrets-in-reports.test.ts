import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildReport, previewReport } from '../../../../electron/reports/content/build-report';
import { Pacer } from '../../../../electron/reports/pacer';
import type { ReportSource } from '../../../../electron/reports/content/report-source';
import { sourceOf } from '../../../../electron/reports/report-vault';
import { columnsOf } from '../../../../shared/reports/columns';
import { hasFormat, REPORT_FORMATS, REPORT_KINDS } from '../../../../shared/reports/report';
import {
  CONTEXT,
  NO_ACTIVITY,
  request,
  sourceOfRecords,
  textOf,
} from '../../../support/report-parts';
import { keysOf } from '../../../support/small-vault';
import { newKey, someRecord, valueOf } from '../../../support/sample-keys';
import { createdVault, temporaryDirectory } from '../../../support/test-vault';

describe('no report', () => {
  it('contains a secret, in any format and with any columns; nor a hash unless it was requested', async () => {
    const made = await createdVault(join(await temporaryDirectory(), 'vault'));
    const apiKeys = keysOf(made);
    const secrets: string[] = [];
    for (let number = 0; number < 3; number += 1) {
      const { apiKey, secret } = valueOf(
        await apiKeys.create(newKey({ name: `Key ${number}`, note: `note ${number}` })),
      );
      valueOf(await apiKeys.update(apiKey.id, { note: 'changed', name: `Renamed ${number}` }));
      secrets.push(secret);
      // The previous secret of a rotated key is still valid: its record has a second hash.
      const rotated = valueOf(await apiKeys.rotate(apiKey.id, 'day'));
      secrets.push(rotated.secret);
    }
    const { vault } = made.session;
    if (!vault) throw new Error('locked');
    const hashes = [...vault.keys.values()].map(({ record }) => record.secretHash);
    const oldHashes = [...vault.keys.values()].map(
      ({ record }) => record.previousSecret?.hash ?? '',
    );
    expect(oldHashes.every((hash) => hash.length === 64)).toBe(true);
    const sealed = [...vault.keys.values()].map(
      ({ sealedSecret }) => sealedSecret?.ciphertext ?? '',
    );
    expect(sealed.every((text) => text.length > 20)).toBe(true);
    let reports = 0;
    for (const kind of REPORT_KINDS) {
      const every = columnsOf(kind).map(({ id }) => id);
      for (const columns of [null, every]) {
        for (const format of REPORT_FORMATS.filter((each) => hasFormat(kind, each))) {
          const asked = request({ kind, format, columns });
          const text = await textOf(
            await buildReport(sourceOf(vault), asked, CONTEXT, new Pacer()),
          );
          for (const secret of secrets) {
            // The hint shows the first and last four characters only.
            expect(text).not.toContain(secret.slice(13, -4));
          }
          for (const text64 of sealed) expect(text).not.toContain(text64);
          const isAsked = columns !== null && kind === 'inventory';
          for (const hash of oldHashes) expect(text).not.toContain(hash);
          for (const hash of hashes) expect(text.includes(hash)).toBe(isAsked);
          reports += 1;
        }
      }
    }
    expect(reports).toBe(74);
  });

  it('shows a secret that was pasted into a text', async () => {
    const secret = 'ock_live_Canary7Q9mZ2xW4vT6yB8nK1pR3sD5f';
    const code = Array.from({ length: 8 }, () => 'CNRY').join('-');
    const record = someRecord(1, {
      name: `Bot ${secret}`,
      note: `old one: ${secret}\nrecovery ${code}`,
      integration: secret,
      createdBy: secret,
      scopes: ['messages:write', `${secret}:admin`],
      lastUsedAt: '2026-01-01T00:00:00.000Z',
    });
    const source: ReportSource = {
      ...sourceOfRecords([record]),
      walkActivity: async ({ onEvents }) => {
        const about = { at: '2026-11-01T00:00:00.000Z', actor: secret, keyId: record.id };
        const change = {
          before: { name: 'x', note: code },
          after: { name: record.name, note: 'y' },
        };
        await onEvents([{ sequence: 1, ...about, event: 'key.updated', change }]);
        return { ...NO_ACTIVITY, last: 1 };
      },
    };
    const context = { ...CONTEXT, workspace: `Acme ${secret}`, generatedBy: secret };
    for (const kind of REPORT_KINDS) {
      for (const format of REPORT_FORMATS.filter((each) => hasFormat(kind, each))) {
        const asked = request({
          kind,
          format,
          columns: columnsOf(kind).map(({ id }) => id),
          scope: { kind: 'filter', filter: secret },
        });
        const text = await textOf(await buildReport(source, asked, context, new Pacer()));
        expect(text.toLowerCase(), `${kind} ${format}`).not.toContain('canary');
        expect(text, `${kind} ${format}`).not.toContain('CNRY');
        expect(text).toContain('[removed]');
        const preview = await previewReport(source, asked, context, new Pacer());
        expect(JSON.stringify(preview).toLowerCase()).not.toMatch(/canary|cnry/);
      }
    }
  });
});
