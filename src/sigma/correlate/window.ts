// SPDX-License-Identifier: Apache-2.0
import type { Element } from './element.ts';
import type { Use } from './plan.ts';

/** Elements of one group in time order. Each has a sequence number that stays while others leave at the front. */
export class ElementWindow<P> {
  #items: Element<P>[] = [];
  #head = 0;
  /** Sequence number of `#items[0]`. */
  #offset = 0;

  constructor(start = 0) {
    this.#offset = start;
  }

  get size(): number {
    return this.#items.length - this.#head;
  }

  get start(): number {
    return this.#offset + this.#head;
  }

  /** Sequence number that the next element gets. */
  get end(): number {
    return this.#offset + this.#items.length;
  }

  get first(): Element<P> | undefined {
    return this.#items[this.#head];
  }

  get last(): Element<P> | undefined {
    return this.size === 0 ? undefined : this.#items[this.#items.length - 1];
  }

  at(sequence: number): Element<P> | undefined {
    return sequence < this.start ? undefined : this.#items[sequence - this.#offset];
  }

  push(element: Element<P>): number {
    return this.#offset + this.#items.push(element) - 1;
  }

  /**
   * Puts a late element in its place; `undefined` if it is there already.
   *
   * @param uses - gives the order of rules within an instant, the one in which elements are pushed.
   */
  insert(element: Element<P>, uses: ReadonlyMap<string, Use>): number | undefined {
    const rank = (rule: string): number => uses.get(rule)?.position ?? 0;
    const own = rank(element.rule);
    let low = this.#head;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#items[middle];
      if (other === undefined) break;
      const order = other.time - element.time || rank(other.rule) - own;
      if (order === 0 && other.id === element.id) return undefined;
      if (order < 0 || (order === 0 && other.id < element.id)) low = middle + 1;
      else high = middle;
    }
    this.#items.splice(low, 0, element);
    return this.#offset + low;
  }

  shift(): Element<P> | undefined {
    const element = this.first;
    if (element === undefined) return undefined;
    this.#head += 1;
    if (this.#head * 2 >= this.#items.length) {
      this.#items.splice(0, this.#head);
      this.#offset += this.#head;
      this.#head = 0;
    }
    return element;
  }

  values(): readonly Element<P>[] {
    return this.#items.slice(this.#head);
  }
}
