import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DataKey } from '../../../../../electron/vault/crypto/data-key';
import { exportId, isExportId } from '../../../../../electron/vault/format/export-id';

const VAULT = '6c0f3f4e-8a4b-4a53-9c43-0d6a3e0b9f11';

describe('the id of an export', () => {
  it('is a random-looking UUID of version 4, different each time', () => {
    const dataKey = DataKey.generate(VAULT);
    const ids = Array.from({ length: 200 }, () => exportId(dataKey));
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(z.uuidv4().safeParse(id).success).toBe(true);
  });

  it('is recognised by the vault that made it, and by no other key', () => {
    const [mine, other] = [DataKey.generate(VAULT), DataKey.generate(VAULT)];
    for (let count = 0; count < 200; count += 1) {
      const id = exportId(mine);
      expect(isExportId(mine, id)).toBe(true);
      expect(isExportId(mine, id.toUpperCase())).toBe(true);
      expect(isExportId(other, id)).toBe(false);
      expect(isExportId(mine, randomUUID())).toBe(false);
    }
    for (const id of ['', 'x', VAULT, 'zz'.repeat(18)]) expect(isExportId(mine, id)).toBe(false);
  });
});
