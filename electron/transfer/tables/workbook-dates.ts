// Serial numbers that are dates: a cell style says so. Day 0 is 1899-12-30, or 1904-01-01 in files
// from old Macs.

const EPOCH_DAYS = 25_569;
const DAYS_TO_1904 = 1_462;
const DAY_MS = 86_400_000;

export interface DateStyle {
  hasTime: boolean;
}

/**
 * Built-in formats without a format code: days, among them those of East Asia, and a day with a
 * time.
 */
const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const BUILT_IN_DAY_AND_TIME = 22;

/** @returns null when the format is not a date */
export function dateStyleOf(format: number, code: string | undefined): DateStyle | null {
  if (code === undefined) {
    if (format === BUILT_IN_DAY_AND_TIME) return { hasTime: true };
    return BUILT_IN_DAYS.has(format) ? { hasTime: false } : null;
  }
  // Removes literals, escapes, colours, currencies, and the sections for negative numbers.
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').replace(/;.*$/s, '');
  if (!/[dy]|m{3}/i.test(bare) || /general|standard/i.test(bare)) return null;
  return { hasTime: /[hs]/i.test(bare) };
}

/**
 * The date of a serial number, as `2027-12-31` or `2027-12-31T10:20:30.000`, in local time unless
 * the column says otherwise. Null when its year does not have four digits.
 */
export function dateOfSerial(serial: number, style: DateStyle, is1904: boolean): string | null {
  const at = Math.round((serial + (is1904 ? DAYS_TO_1904 : 0) - EPOCH_DAYS) * DAY_MS);
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString();
  if (!/^\d{4}-/.test(text)) return null;
  return style.hasTime || at % DAY_MS !== 0 ? text.slice(0, -1) : text.slice(0, 10);
}
