/**
 * A short text that differs when two plans differ: a preview is committed only as it was shown. It
 * finds changes that happened meanwhile. It is no protection against a chosen collision, and needs
 * none: the main process makes the plan that it commits.
 */
export function planDigest(plan: readonly { key: { id: string } }[]): string {
  let low = 0x811c9dc5;
  let high = 0x9dc5811c;
  for (const { key, ...planned } of plan) {
    const text = JSON.stringify([key.id, planned]);
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ (code + index), 0x85ebca6b);
    }
  }
  return [low, high].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
