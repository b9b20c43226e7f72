// SPDX-License-Identifier: Apache-2.0

interface Node {
  readonly value: number;
  readonly priority: number;
  times: number;
  /** Numbers in this subtree. */
  size: number;
  left: Node | undefined;
  right: Node | undefined;
}

function count(node: Node | undefined): number {
  return node === undefined ? 0 : node.size;
}

function resize(node: Node): Node {
  node.size = node.times + count(node.left) + count(node.right);
  return node;
}

function merge(left: Node | undefined, right: Node | undefined): Node | undefined {
  if (left === undefined) return right;
  if (right === undefined) return left;
  if (left.priority > right.priority) {
    left.right = merge(left.right, right);
    return resize(left);
  }
  right.left = merge(left, right.left);
  return resize(right);
}

/** Parts smaller than `value`, and the rest. */
function split(node: Node | undefined, value: number): [Node | undefined, Node | undefined] {
  if (node === undefined) return [undefined, undefined];
  if (node.value < value) {
    const [left, right] = split(node.right, value);
    node.right = left;
    return [resize(node), right];
  }
  const [left, right] = split(node.left, value);
  node.left = right;
  return [left, resize(node)];
}

/** A multiset of numbers that answers "which is the n-th smallest" in logarithmic time (a treap). */
export class RankedNumbers {
  #root: Node | undefined;
  #random = 0x9e3779b9;

  get size(): number {
    return count(this.#root);
  }

  add(value: number): void {
    if (this.#change(value, 1)) return;
    this.#random ^= this.#random << 13;
    this.#random ^= this.#random >>> 17;
    this.#random ^= this.#random << 5;
    const node: Node = { value, priority: this.#random, times: 1, size: 1, left: undefined, right: undefined };
    const [left, right] = split(this.#root, value);
    this.#root = merge(merge(left, node), right);
  }

  /** Takes out one of the numbers equal to `value`, which must be there. */
  remove(value: number): void {
    this.#change(value, -1);
    this.#root = without(this.#root, value);
  }

  /** The n-th smallest, from 1. */
  nth(rank: number): number | undefined {
    let node = this.#root;
    let left = rank;
    while (node !== undefined) {
      const before = count(node.left);
      if (left <= before) node = node.left;
      else if (left <= before + node.times) return node.value;
      else {
        left -= before + node.times;
        node = node.right;
      }
    }
    return undefined;
  }

  #change(value: number, by: number): boolean {
    let found = this.#root;
    while (found !== undefined && found.value !== value) found = value < found.value ? found.left : found.right;
    if (found === undefined) return false;
    for (let node = this.#root; node !== undefined; node = value < node.value ? node.left : node.right) {
      node.size += by;
      if (node === found) break;
    }
    found.times += by;
    return true;
  }
}

function without(node: Node | undefined, value: number): Node | undefined {
  if (node === undefined) return undefined;
  if (node.value === value) return node.times > 0 ? node : merge(node.left, node.right);
  if (value < node.value) node.left = without(node.left, value);
  else node.right = without(node.right, value);
  return node;
}
