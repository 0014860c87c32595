/**
 * Puts values into the `{{places}}` of a text of the catalogue, where i18next is not at hand. Numbers are written
 * as the catalogue's locale writes them.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{\{(\w+)(?:, number)?\}\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === 'number' ? value.toLocaleString('en-GB') : value;
  });
}

/** The form of a text for this many: `…_one` or `…_other` of the catalogue. */
export function fillCount(
  forms: { one: string; other: string },
  count: number,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return fill(count === 1 ? forms.one : forms.other, { count, ...values });
}
