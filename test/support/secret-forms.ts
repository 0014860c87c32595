/**
 * Every form in which a text might travel: as it is, as JSON and URLs write it, and as base64, base64url and
 * hexadecimal digits, also inside something longer that was encoded as a whole.
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

/** Whether a text is in what was sent, in any of the forms it might have there. */
export const carries = (sent: Buffer, text: string): boolean =>
  formsOf(text).some((form) => sent.includes(form));

/** What base64 makes of a text inside a longer one: three forms, by where it begins; the edges depend on the rest. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2]
    .map((offset) => bytes.subarray((3 - offset) % 3))
    .map((part) => part.subarray(0, part.length - (part.length % 3)))
    .flatMap((part) => [part.toString('base64'), part.toString('base64url')])
    .filter((core) => core.length >= 8);
}
