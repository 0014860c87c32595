/**
 * The forms in which a text might be sent: plain, escaped for JSON or URLs, and in base64,
 * base64url or hex, also within a longer encoded text.
 */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const percent = hex.replaceAll(/../g, '%$&');
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    ...[hex, percent].flatMap((form) => [form, form.toUpperCase()]),
    ...base64Cores(bytes),
  ];
}

/** Whether a text occurs in sent bytes, in any of these forms. */
export const containsText = (sent: Buffer, text: string): boolean =>
  formsOf(text).some((form) => sent.includes(form));

/**
 * The invariant part of base64 for a text within a longer one, at each of three offsets; the edges
 * depend on the rest.
 */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2]
    .map((offset) => bytes.subarray((3 - offset) % 3))
    .map((part) => part.subarray(0, part.length - (part.length % 3)))
    .flatMap((part) => [part.toString('base64'), part.toString('base64url')])
    .filter((core) => core.length >= 8);
}
