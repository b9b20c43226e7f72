// SPDX-License-Identifier: Apache-2.0

/**
 * A sum of floating-point numbers without rounding error, so that taking a number out again leaves no trace and the
 * order of additions does not matter.
 *
 * @see J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997 (the same method as Python's `math.fsum`).
 */
export class ExactSum {
  readonly #partials: number[];

  /** @param partials - those of a sum that is to be continued. */
  constructor(partials: readonly number[] = []) {
    this.#partials = [...partials];
  }

  /** What the sum consists of, to be kept. */
  partials(): number[] {
    return [...this.#partials];
  }

  add(number: number): void {
    const partials = this.#partials;
    let x = number;
    let kept = 0;
    for (let index = 0; index < partials.length; index++) {
      let y = partials[index] ?? 0;
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    if (x !== 0) partials.push(x);
  }

  /** The exact sum, rounded once. */
  value(): number {
    const partials = this.#partials;
    let index = partials.length;
    if (index === 0) return 0;
    let high = partials[--index] ?? 0;
    let low = 0;
    while (index > 0 && low === 0) {
      const x = high;
      const y = partials[--index] ?? 0;
      high = x + y;
      low = y - (high - x);
    }
    // Half-way cases are decided by what lies below.
    const below = partials[index - 1] ?? 0;
    if (index > 0 && ((low < 0 && below < 0) || (low > 0 && below > 0))) {
      const y = low * 2;
      const x = high + y;
      if (y === x - high) high = x;
    }
    return high;
  }
}
