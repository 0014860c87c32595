import type { Row } from '../../../shared/reports/report';

/**
 * The text between two rows stringified together, which cannot occur within a cell: a quotation
 * mark inside a cell is escaped, and the one that ends a cell is never followed by an id.
 *
 * @param ids of the columns, at least one
 */
export const borderOf = (ids: readonly string[]): string => `},{${JSON.stringify(ids[0])}:`;

/**
 * Makes the JSON of rows: an object each, column id → cell, in column order, separated by commas.
 * Stringifying rows together takes two thirds of the time: a concatenated string would be flattened
 * by another copy.
 */
export function rowsJson(ids: readonly string[]): (rows: readonly Row[]) => string {
  // Reused for all rows, since a hundred thousand objects would be garbage.
  const objects: Record<string, Row[number]>[] = [];
  return (rows) => {
    while (objects.length < rows.length) objects.push({});
    objects.length = rows.length;
    for (const [at, row] of rows.entries()) {
      const object = objects[at] ?? {};
      for (let index = 0; index < ids.length; index += 1) {
        object[ids[index] ?? ''] = row[index] ?? null;
      }
    }
    return JSON.stringify(objects).slice(1, -1);
  };
}

/**
 * Makes the same JSON for reading line by line.
 *
 * @param between the text between two rows
 */
export function rowsText(
  ids: readonly string[],
  between: string,
): (rows: readonly Row[]) => string {
  const jsonOf = rowsJson(ids);
  const border = borderOf(ids);
  const separated = `}${between}${border.slice(2)}`;
  return (rows) => jsonOf(rows).replaceAll(border, () => separated);
}
