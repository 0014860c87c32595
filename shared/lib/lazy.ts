/**
 * Computes a value on first use. Formats of numbers and dates are expensive to make, and few are
 * needed at once.
 */
export function lazy<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
