/**
 * Assigns keys to row elements. A row whose key has left is reused for the next new key, because
 * filling it costs half of a new one. The focused row is not reused: the focus would move to a key
 * that the person has not chosen.
 */
export class RowSlots {
  #slots = new Map<string, number>();
  #count = 0;

  /**
   * @param ids of the keys to render, in order
   * @param focused id of the key whose row has the focus
   * @returns the slot of each key, all different
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
