// SPDX-License-Identifier: Apache-2.0
// What a live collector is: data about which calls to make and how to go on. The runner makes them (run-collector.ts), keeps
// the answers (saved pages), and the same function that reads saved pages turns them into items. It only reads: calls are
// GET, or a GraphQL query.
import type { Collected } from '../../model/inventory/inventory.ts';
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { Provider } from '../../model/inventory/nouns.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';

/** One read of a provider's API; a list goes on over pages by itself. */
export interface Call {
  /**
   * Path and query below the collector's base URL, or a whole URL of one of its `origins`. It is the key of the answer: no
   * two calls have the same (of GraphQL calls, put a `#name` behind the path).
   */
  readonly path: string;
  /** Kinds of items that it tells: where it is refused, these are unknown. */
  readonly tells: readonly ItemKind[];
  /** The least permission that the provider documents for it. */
  readonly permission: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Refused or missing where a licence or feature is not there: noted, no failure. */
  readonly optional?: boolean;
  /**
   * Where a provider answers so for what is not there at all (not for what may not be seen), this status means an empty
   * list: the kinds count as collected.
   */
  readonly emptyOn?: readonly number[];
  /** The text of a GraphQL query, sent with POST. Mutations are refused. */
  readonly graphql?: string;
}

/** An answer. Secrets are taken out of the body before a collector sees it. */
export interface Page {
  /** The call's path of the first page, the next page's own path of the others. */
  readonly path: string;
  readonly body: unknown;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where credentials come from: environment variables and the tools that people are signed in with. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Runs a tool that prints a token, as in `gh auth token`; undefined where it is not there or not signed in. */
  readonly run: (command: string, args: readonly string[]) => Promise<string | undefined>;
  /** A file as text, as in a kubeconfig or the key of a service account; undefined where it is not there. */
  readonly readFile: (path: string) => Promise<string | undefined>;
  /**
   * Sends a form to a token endpoint and gives its JSON: for client credentials and signed assertions. HTTPS only.
   *
   * @throws TokenwardError `COLLECT_DENIED` where it answers other than 200
   */
  readonly exchange: (
    url: string,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<unknown>;
  /** Milliseconds since 1970, for assertions that must be dated. */
  readonly now: () => number;
}

/** What the user chose: an organisation, a tenant, a base URL of an own server (always as `base-url`). */
export type CollectOptions = Readonly<Record<string, string | undefined>>;

/** For servers with certificates of their own authority, and clients that sign in with one. PEM texts. */
export interface TlsOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
}

export interface Collector {
  readonly provider: Provider;
  readonly title: string;
  /** Options with what they are, as in `{ organisation: 'login of the organisation' }`; all are optional unless in `required`. */
  readonly options: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  /** Where its credentials are looked for, in words for the user. */
  readonly credentials: string;
  /** Names of fields whose text is dropped, beyond those that `scrub-body.ts` always drops; maps below them keep their keys. */
  readonly secretFields?: readonly string[];
  /** Without a slash at the end. `options['base-url']`, where given, wins by itself. */
  baseUrl(options: CollectOptions, environment: Environment): string | Promise<string>;
  /** Other origins that calls go to, with the same credentials, as in `https://cloudidentity.googleapis.com`. */
  origins?(options: CollectOptions): readonly string[];
  /**
   * The headers that authenticate. They are used and forgotten, and asked for once more when they are refused.
   *
   * @throws TokenwardError `COLLECT_DENIED` that says how to sign in
   */
  authenticate(environment: Environment, options: CollectOptions): Promise<Readonly<Record<string, string>>>;
  tls?(environment: Environment, options: CollectOptions): Promise<TlsOptions | undefined>;
  /** The calls to begin with. All their permissions are listed before the first is made. */
  calls(options: CollectOptions): readonly Call[];
  /** Permissions of calls that only `follow` makes, to be listed with the others. */
  readonly followed?: readonly string[];
  /** URL or path of the next page; it must be of the base URL's origin (or one of `origins`). The page's secrets are not yet taken out. */
  next(page: Page): string | undefined;
  /** Calls that a page leads to: the owners of each application, ... Pure: a rerun asks again on the saved page. */
  follow(call: Call, page: Page): readonly Call[];
}

/**
 * Turns one answer of a provider's API into items: of saved pages, and of responses that people saved themselves.
 *
 * @param path path and query as called
 * @param where of the answer; its `path` leads to the body, so paths of items go on from there
 * @param collected says that kinds were collected though there is no item; refusals are said by the reader of saved pages
 */
export type ResponseReader = (
  path: string,
  body: unknown,
  where: Provenance,
  collected: (it: Collected) => void,
) => Iterable<Item>;
