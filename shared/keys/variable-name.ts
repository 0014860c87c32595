const PREFIX = 'OWNCHAT_API_KEY';
/** With the prefix still readable on one line. */
const MOST = 40;

/**
 * The name of the environment variable for a key: `OWNCHAT_API_KEY_ZOHO_CRM`. From the letters and
 * digits of its integration, or else of its name, that such a name may have; without any, the
 * prefix alone.
 */
export function variableNameOf({
  integration,
  name,
}: {
  integration: string;
  name: string;
}): string {
  for (const text of [integration, name]) {
    const words = text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]+/g, '_')
      .slice(0, MOST)
      .replaceAll(/^_+|_+$/g, '');
    if (words !== '') return `${PREFIX}_${words}`;
  }
  return PREFIX;
}
