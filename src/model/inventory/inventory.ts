// SPDX-License-Identifier: Apache-2.0
import type { Item, ItemKind, ItemOf } from './item.ts';
import type { Provider } from './nouns.ts';

/**
 * That facts of a kind were collected, even where there were none. Without it, absence says nothing: checks that need the
 * kind answer "unknown".
 */
export interface Collected {
  readonly kind: ItemKind;
  readonly provider: Provider;
  /** False where some could not be read (denied, cut off): what was not seen may exist. */
  readonly complete: boolean;
  /** Why it is not complete, or what limits it. */
  readonly note?: string;
  /** Whom it was asked of, where it is asked of one at a time (the tokens of a user): of others nothing is known. */
  readonly of?: readonly string[];
}

/** What is: all items that were collected, by kind. Immutable; items are unique by kind and id. */
export interface Inventory {
  /** All items of a kind, in the order they were read. */
  of<K extends ItemKind>(kind: K): readonly ItemOf<K>[];
  find<K extends ItemKind>(kind: K, id: string): ItemOf<K> | undefined;
  /** Whether the kind was collected (for the provider, where one is given), and how completely. */
  collected(kind: ItemKind, provider?: Provider): 'complete' | 'partial' | 'none';
  readonly collections: readonly Collected[];
  readonly size: number;
  all(): Iterable<Item>;
}
