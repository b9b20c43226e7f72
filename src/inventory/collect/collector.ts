// SPDX-License-Identifier: Apache-2.0
// What a live collector is: data about which calls to make and how to go on. The runner makes them (run-collector.ts), keeps
// the answers as they came (saved pages), and the same function that reads saved pages turns them into items.
import type { Collected } from '../../model/inventory/inventory.ts';
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { Provider } from '../../model/inventory/nouns.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';

/** One read of a provider's API; a list goes on over pages by itself. */
export interface Call {
  /** Path and query below the collector's base URL. */
  readonly path: string;
  /** Kinds of items that it tells: where it is refused, these are unknown. */
  readonly tells: readonly ItemKind[];
  /** The least permission that the provider documents for it. */
  readonly permission: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Refused or missing where a licence or feature is not there: noted, no failure. */
  readonly optional?: boolean;
}

export interface Page {
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where credentials come from: environment variables and the tools that people are signed in with. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Runs a tool that prints a token, as in `gh auth token`; undefined where it is not there or not signed in. */
  readonly run: (command: string, args: readonly string[]) => Promise<string | undefined>;
}

/** What the user chose: an organisation, a tenant, a base URL of an own server. */
export type CollectOptions = Readonly<Record<string, string | undefined>>;

export interface Collector {
  readonly provider: Provider;
  readonly title: string;
  /** Options with what they are, as in `{ organisation: 'login of the organisation' }`. */
  readonly options: Readonly<Record<string, string>>;
  /** Where its credentials are looked for, in words for the user. */
  readonly credentials: string;
  baseUrl(options: CollectOptions): string;
  /** The headers that authenticate. They are used and forgotten. */
  authenticate(environment: Environment, options: CollectOptions): Promise<Readonly<Record<string, string>>>;
  /** The calls to begin with. All their permissions are listed before the first is made. */
  calls(options: CollectOptions): readonly Call[];
  /** URL or path of the next page; it must be of the base URL's origin. */
  next(page: Page): string | undefined;
  /** Calls that a page leads to: the owners of each application, ... */
  follow(call: Call, page: Page): readonly Call[];
}

/** Turns one answer of a provider's API into items: of saved pages, and of responses that people saved themselves. */
export type ResponseReader = (
  path: string,
  body: unknown,
  where: Provenance,
  collected: (it: Collected) => void,
) => Iterable<Item>;
