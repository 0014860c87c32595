import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../electron/reports/build-report';
import { Pacer } from '../../../electron/reports/pacer';
import { sourceOf } from '../../../electron/reports/report-vault';
import { columnsOf } from '../../../shared/reports/columns';
import { REPORT_FORMATS, REPORT_KINDS } from '../../../shared/reports/report';
import { CONTEXT, request, textOf } from '../../support/report-parts';
import { keysOf } from '../../support/small-vault';
import { newKey, valueOf } from '../../support/some-key';
import { createdVault, temporaryDirectory } from '../../support/test-vault';

describe('no report', () => {
  it('has a secret in it, in any format, whatever its columns; nor a hash unless it was asked for', async () => {
    const made = await createdVault(join(await temporaryDirectory(), 'vault'));
    const apiKeys = keysOf(made);
    const secrets: string[] = [];
    for (let number = 0; number < 3; number += 1) {
      const { apiKey, secret } = valueOf(
        await apiKeys.create(newKey({ name: `Key ${number}`, note: `note ${number}` })),
      );
      valueOf(await apiKeys.update(apiKey.id, { note: 'changed', name: `Renamed ${number}` }));
      secrets.push(secret);
    }
    const { vault } = made.session;
    if (!vault) throw new Error('locked');
    const hashes = [...vault.keys.values()].map(({ record }) => record.secretHash);
    const sealed = [...vault.keys.values()].map(
      ({ sealedSecret }) => sealedSecret?.ciphertext ?? '',
    );
    expect(sealed.every((text) => text.length > 20)).toBe(true);
    let reports = 0;
    for (const kind of REPORT_KINDS) {
      const every = columnsOf(kind).map(({ id }) => id);
      for (const columns of [null, every]) {
        for (const format of REPORT_FORMATS) {
          const asked = request({ kind, format, columns });
          const text = await textOf(
            await buildReport(sourceOf(vault), asked, CONTEXT, new Pacer()),
          );
          for (const secret of secrets) {
            // The hint shows the first and last four characters; nothing of what is between.
            expect(text).not.toContain(secret.slice(13, -4));
          }
          for (const text64 of sealed) expect(text).not.toContain(text64);
          const isAsked = columns !== null && kind === 'inventory';
          for (const hash of hashes) expect(text.includes(hash)).toBe(isAsked);
          reports += 1;
        }
      }
    }
    expect(reports).toBe(60);
  });
});
