import { describe, expect, it } from 'vitest';
import { htmlCells } from '../../../../../electron/reports/formats/html-cells';
import { levelsOf, RESOURCES } from '../../../../../shared/keys/scopes';
import { REPORT_KINDS } from '../../../../../shared/reports/report';
import {
  documentOf,
  HOSTILE_RECORDS,
  request,
  sourceOfRecords,
  textOf,
} from '../../../../support/report-parts';

const source = sourceOfRecords(HOSTILE_RECORDS);

describe('an HTML report', () => {
  it.each(REPORT_KINDS)(
    'of %s loads nothing, runs nothing and keeps names as text',
    async (kind) => {
      const html = await textOf(await documentOf(source, { kind, format: 'html' }));
      expect(html).not.toMatch(/<(script|img|iframe|link|object|embed|base)\b|<b>x/i);
      // Attribute values are removed, since a quoted name may contain anything; only attribute
      // names are checked.
      const markup = html.replaceAll(/="[^"]*"/g, '=""');
      expect(markup).not.toMatch(/<[^>]*\s(on\w+|src|href|action)=/i);
      expect(html).not.toMatch(/url\((?!data:)/);
      expect(html).toContain("default-src 'none'");
      expect(html.indexOf('<meta charset="utf-8">')).toBeLessThan(200);
    },
  );

  it('isolates the direction marks of a name', async () => {
    const html = await textOf(await documentOf(source, { format: 'html' }));
    expect(html).toContain('<bdi dir="auto">\u202egnp.exe</bdi>');
    expect(html).toContain('<bdi dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;</bdi>');
    expect(html).toContain('Acme GmbH &amp; Co.');
  });

  it('has the layout of the chosen paper', async () => {
    const { options } = request();
    const ask = { format: 'pdf' as const, options: { ...options, paper: 'letter' as const } };
    expect(await textOf(await documentOf(source, ask))).toContain('size: letter landscape');
    const lifecycle = await documentOf(source, { format: 'pdf', kind: 'lifecycle' });
    expect(await textOf(lifecycle)).toContain('size: A4 portrait');
  });

  it('has a signature block for access reviews, and a message when it is empty', async () => {
    const review = await textOf(
      await documentOf(source, { kind: 'access-review', format: 'html' }),
    );
    expect(review).toContain('Signature');
    const empty = await documentOf(sourceOfRecords([]), { format: 'html' });
    expect(await textOf(empty)).toContain('Nothing matches.');
    expect(await textOf(empty)).not.toContain('<table');
  });
});

it('shows full access and read-everything as one word each', () => {
  const cell = (scopes: string[]) =>
    htmlCells()({ id: 'scopes', type: 'list', label: 'Permissions', width: 40 }, scopes);
  const all = RESOURCES.map((resource) => `${resource}:${levelsOf(resource).at(-1)}`);
  expect(cell(all)).toBe('<td><span class="high">Full access</span></td>');
  const reads = RESOURCES.filter((resource) => levelsOf(resource).includes('read')).map(
    (resource) => `${resource}:read`,
  );
  expect(cell(reads)).toBe('<td>Reads everything</td>');
  expect(cell(['contacts:write', ...reads])).toContain('Contacts<br>Reads everything');
});
