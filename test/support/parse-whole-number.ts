import { UsageError } from './run-program';

/** @returns the number given to a switch @throws UsageError when it is not one */
export function wholeNumber(
  name: string,
  text: string,
  { least, most }: { least: number; most: number },
): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}
