import { lazy } from './lazy';
import { appWords } from '../words/en/app';

// The words of one language go together with its numbers and its plural forms.
const numbers = lazy(() => new Intl.NumberFormat(appWords.locale));
const plurals = lazy(() => new Intl.PluralRules(appWords.locale));

/** A number as the catalogue's locale writes it. */
export const written = (value: number): string => numbers().format(value);

/** Puts values into the `{{places}}` of a text of the catalogue, where i18next is not at hand. */
export function interpolate(
  text: string,
  values: Readonly<Record<string, string | number>>,
): string {
  return text.replaceAll(/\{\{(\w+)(?:, number)?\}\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === 'number' ? written(value) : value;
  });
}

/** The forms of a text that the catalogue has as `…_one`, `…_other` and the other plural forms of its language. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The form of a text for this many. */
export function interpolateCount(
  forms: Forms,
  count: number,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return interpolate(forms[plurals().select(count)] ?? forms.other, { count, ...values });
}
