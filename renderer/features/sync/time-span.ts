const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A duration without sign: `1 day`, `3 hours`. */
export function timeSpan(ms: number, locale: string): string {
  const length = Math.abs(ms);
  const [unit, size] = UNITS.find(([, least]) => length >= least * 0.95) ?? UNITS[2];
  const count = Math.max(1, Math.round(length / size));
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
