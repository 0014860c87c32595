/**
 * Which row of the document draws which key. A row whose key has left takes the next key that has come: to fill
 * it anew costs half of what a new one does. Not so the row that has the focus, which would then stand on
 * another key than the person has chosen.
 */
export class RowSlots {
  #slots = new Map<string, number>();
  #count = 0;

  /**
   * @param ids of the keys to draw, in their order
   * @param focused id of the key in whose row the focus is
   * @returns the slot of each, unique among them
   */
  assign(ids: readonly string[], focused: string | undefined): readonly number[] {
    const staying = new Set(ids);
    const free = [...this.#slots]
      .filter(([id]) => !staying.has(id) && id !== focused)
      .map(([, slot]) => slot);
    const next = new Map<string, number>();
    for (const id of ids) next.set(id, this.#slots.get(id) ?? free.shift() ?? this.#new());
    this.#slots = next;
    return [...next.values()];
  }

  #new(): number {
    this.#count += 1;
    return this.#count;
  }
}
