import type { ApiKey } from '../../shared/keys/api-key';

interface Notes {
  /** what somebody tried to write, acknowledged or not */
  tried: Set<string>;
  acknowledged: Set<string>;
  /** what somebody had before their eyes when they wrote another one, which was acknowledged */
  superseded: Set<string>;
}

/**
 * The notes that were written, no two of them the same. Of two that were written without knowing of each other either
 * may hold, but never one that somebody has knowingly replaced; and none goes without a trace.
 */
export class ExpectedNotes {
  readonly #keys = new Map<string, Notes>();

  /** @param old what stood there, as far as the one who writes can see */
  tried(id: string, note: string, old: string | undefined): void {
    const tried = new Set(old === undefined ? [] : [old]);
    const notes = this.#keys.get(id) ?? { tried, acknowledged: new Set(), superseded: new Set() };
    notes.tried.add(note);
    this.#keys.set(id, notes);
  }

  acknowledged(id: string, note: string, old: string | undefined): void {
    this.#keys.get(id)?.acknowledged.add(note);
    if (old !== undefined) this.#keys.get(id)?.superseded.add(old);
  }

  /**
   * @param replaced every note that the activity of some computer tells as a value that was replaced
   * @param restored ids of keys that may have an old note again
   */
  problemsWith(
    byId: ReadonlyMap<string, ApiKey>,
    replaced: ReadonlySet<string>,
    restored: ReadonlySet<string>,
  ): string[] {
    const problems: string[] = [];
    for (const [id, { tried, acknowledged, superseded }] of this.#keys) {
      const note = byId.get(id)?.note;
      if (note !== undefined && !tried.has(note)) problems.push(`${id} has a note nobody wrote`);
      if (note !== undefined && superseded.has(note) && !restored.has(id))
        problems.push(`${id} has an old note again`);
      for (const one of acknowledged) {
        if (one !== note && !replaced.has(one)) problems.push(`${one} of ${id} is lost`);
      }
    }
    return problems;
  }
}
