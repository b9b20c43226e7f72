// SPDX-License-Identifier: Apache-2.0

/** What every group has; `older` and `newer` belong to {@link Groups}. */
export interface Group {
  readonly key: string;
  /** Group-by values, in the order of the fields. */
  readonly parts: readonly string[];
  older?: this | undefined;
  newer?: this | undefined;
}

/** Groups by key, from the one that has been quiet longest to the one touched last. */
export class Groups<G extends Group> {
  readonly #byKey = new Map<string, G>();
  #oldest: G | undefined;
  #newest: G | undefined;

  get size(): number {
    return this.#byKey.size;
  }

  get oldest(): G | undefined {
    return this.#oldest;
  }

  get(key: string): G | undefined {
    return this.#byKey.get(key);
  }

  add(group: G): void {
    this.#byKey.set(group.key, group);
    this.#append(group);
  }

  touch(group: G): void {
    if (group === this.#newest) return;
    this.#unlink(group);
    this.#append(group);
  }

  remove(group: G): void {
    this.#byKey.delete(group.key);
    this.#unlink(group);
  }

  clear(): void {
    this.#byKey.clear();
    this.#oldest = undefined;
    this.#newest = undefined;
  }

  *values(): Generator<G> {
    for (let group = this.#oldest; group !== undefined; group = group.newer) yield group;
  }

  #append(group: G): void {
    group.older = this.#newest;
    group.newer = undefined;
    if (this.#newest === undefined) this.#oldest = group;
    else this.#newest.newer = group;
    this.#newest = group;
  }

  #unlink(group: G): void {
    if (group.older === undefined) this.#oldest = group.newer;
    else group.older.newer = group.newer;
    if (group.newer === undefined) this.#newest = group.older;
    else group.newer.older = group.older;
    group.older = undefined;
    group.newer = undefined;
  }
}
