/** Makes something when it is first asked for: formats of numbers and dates are dear, and few are wanted at once. */
export function lazy<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
