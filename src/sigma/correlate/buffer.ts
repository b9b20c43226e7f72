// SPDX-License-Identifier: Apache-2.0

/** Holds elements until their time has come and gives them back one instant at a time, oldest first. */
export class OrderingBuffer<T extends { readonly time: number }> {
  // A binary heap by time; what happens within an instant is ordered by who takes it out.
  readonly #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  /** Time of the oldest element, `Infinity` when empty. */
  get first(): number {
    return this.#heap[0]?.time ?? Number.POSITIVE_INFINITY;
  }

  add(item: T): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(item);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || above.time <= item.time) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = item;
  }

  /** Removes every element of the oldest instant and appends it to `into`. */
  take(into: T[]): void {
    const time = this.first;
    for (let item = this.#heap[0]; item !== undefined && item.time === time; item = this.#heap[0]) {
      into.push(item);
      this.#pop();
    }
  }

  /** In no particular order. */
  values(): readonly T[] {
    return this.#heap;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      let below = heap[child];
      if (below === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && right.time < below.time) {
        child += 1;
        below = right;
      }
      if (below.time >= last.time) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
  }
}
