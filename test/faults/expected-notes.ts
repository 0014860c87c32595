import type { ApiKey } from '../../shared/keys/api-key';

interface Notes {
  /** notes that were written, acknowledged or not */
  tried: Set<string>;
  acknowledged: Set<string>;
  /** notes that were knowingly replaced by an acknowledged one */
  superseded: Set<string>;
}

/**
 * Notes that were written, all different. Of two concurrent notes either may win, but never one
 * that was knowingly replaced; and none disappears without an event.
 */
export class ExpectedNotes {
  readonly #keys = new Map<string, Notes>();

  /** @param old the note that the writer saw */
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
   * @param replaced every note that some computer's activity has as a replaced value
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
