// SPDX-License-Identifier: Apache-2.0
// What a check is: a judgement over the inventory. Checks do no input or output and take the time as an argument.
import type { Confidence, Severity } from './finding.ts';
import type { Inventory } from './inventory/inventory.ts';
import type { ItemKind } from './inventory/item.ts';
import type { Provider } from './inventory/nouns.ts';
import type { DocumentPath, Provenance } from './inventory/provenance.ts';

export const areas = [
  'kubernetes',
  'ci',
  'entra',
  'google',
  'okta',
  'auth0',
  'aws',
  'gcp',
  'ad',
  'accounts',
  'apps',
  'network',
  'software',
  'secrets',
] as const;
export type Area = (typeof areas)[number];

/** Ids in published benchmarks and in other tools' check lists; facts, never their texts. */
export interface Mappings {
  /** As in `Kubernetes 1.12 5.1.6`, `M365 6.0 5.1.5.1`. */
  readonly cis?: readonly string[];
  readonly scuba?: readonly string[];
  readonly nsa?: readonly string[];
  readonly owasp?: readonly string[];
  /** ATT&CK mitigations; techniques are T1528 unless `techniques` says more. */
  readonly mitigations: readonly string[];
  readonly techniques?: readonly string[];
  /** Peer -> its ids for the same question, as in `{ kubescape: ['C-0034'] }`. */
  readonly peers?: Readonly<Record<string, readonly string[]>>;
}

/** A threshold or list that organisations differ on. */
export interface CheckSetting {
  readonly default: string | number | readonly string[];
  readonly description: string;
  /** Published values with their source, as in `CIS: 45 days`. */
  readonly published?: readonly string[];
}

/** A kind of item that must have been collected, for a verdict other than unknown. */
export interface Need {
  readonly kind: ItemKind;
  readonly provider?: Provider;
}

export interface Subject {
  /** What it is: service-account, application, workflow, ... */
  readonly kind: string;
  readonly id: string;
  readonly name?: string;
}

/** A place that shows why. `path` leads from the root of the document to the value; it wins over the item's own. */
export interface CheckEvidence {
  readonly where: Provenance;
  readonly path?: DocumentPath;
  readonly note: string;
  /** Filled in after the checks have run, from `where` and `path`. */
  readonly region?: Region;
}

/** A part of a text: 1-based lines and columns, the end behind the last character. */
export interface Region {
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** One change of a file. Paths lead from the root of the document. */
export type Change =
  /** Sets a value, making the maps on the way to it; what is there is replaced. */
  | { readonly op: 'set'; readonly path: DocumentPath; readonly value: string | number | boolean | object | null }
  /** Takes a key or list entry out. */
  | { readonly op: 'remove'; readonly path: DocumentPath };

/** A patch that makes the check pass. */
export interface Fix {
  /** `safe` changes nothing that works today; `unsafe` may, and is only made on request. */
  readonly safety: 'safe' | 'unsafe';
  /** What it does, as in `set automountServiceAccountToken: false`. */
  readonly title: string;
  readonly file: string;
  readonly document: number;
  readonly changes: readonly Change[];
}

export interface ScorePart {
  readonly factor: string;
  readonly points: number;
  readonly why: string;
}

export type Verdict =
  | { readonly status: 'pass'; readonly subject: Subject }
  | {
      readonly status: 'fail';
      readonly subject: Subject;
      /** One sentence that a person can act on: who or what, and what is wrong. */
      readonly summary: string;
      readonly evidence: readonly CheckEvidence[];
      /** Where it differs from the check's own. */
      readonly severity?: Severity;
      readonly confidence?: Confidence;
      /** First steps for this very subject, before those of the check. */
      readonly next?: readonly string[];
      readonly fix?: Fix;
      readonly score?: readonly ScorePart[];
    }
  | {
      readonly status: 'unknown';
      readonly subject: Subject;
      /** Not logged, not licensed, not collected: and what would tell. */
      readonly reason: string;
    };

/** What checks know beyond the inventory. Look-ups are pure; `settings` are those of the check. */
export interface CheckContext {
  /** Milliseconds since 1970: the time of the audit. */
  readonly now: number;
  readonly settings: {
    number(name: string): number;
    text(name: string): string;
    list(name: string): readonly string[];
  };
  readonly knowledge: Knowledge;
}

/** Until when a version of some software is supported. */
export interface Support {
  /** The last day of support (YYYY-MM-DD); empty where no end is known yet. */
  readonly until: string;
  readonly note: string;
  /** The page that says so. */
  readonly source: string;
}

/** Facts from content/lists and the user's networks that checks need; see src/enrich for what each says. */
export interface Knowledge {
  /** The zone that an address is in, by `networks` of tokenward.yml. */
  readonly zone: (address: string) => string | undefined;
  /** Undefined for versions that the list does not hold, newer ones above all. */
  readonly support: (product: string, version: string) => Support | undefined;
  readonly permissionRisk: (
    scope: string,
    api?: string,
    kind?: 'delegated' | 'application',
  ) =>
    | {
        readonly risk: 'low' | 'medium' | 'high' | 'critical';
        readonly opinions: readonly { readonly by: string; readonly rating: string }[];
        readonly why: string;
        /** As the provider writes it, where it was asked for by id. */
        readonly name?: string;
      }
    | undefined;
  readonly client: (id: string) =>
    | {
        readonly name: string;
        readonly publisher?: string;
        readonly firstParty: boolean;
        readonly foci: boolean;
        readonly abused: boolean;
        readonly note?: string;
      }
    | undefined;
  /** The known application that a name is, or looks like; its id tells whether it is that one. */
  readonly namesake: (name: string) =>
    | {
        readonly id: string;
        readonly name: string;
        readonly firstParty: boolean;
        readonly abused: boolean;
        /** `same`: the very name, but for case and blanks. */
        readonly why: string;
      }
    | undefined;
  /** Whether a name looks like another one: homoglyphs, swapped letters. */
  readonly likeness: (name: string, to: string) => { readonly distance: number; readonly why: string } | undefined;
}

/** One judgement. The id names the secure state, so that pass and fail read right. */
export interface Check {
  readonly id: string;
  readonly area: Area;
  /** The secure state as a statement: `Pods that call no API have no token mounted`. */
  readonly title: string;
  /** What a finding is called: `Token mounted in a pod that does not use it`. */
  readonly weakness: string;
  readonly severity: Severity;
  /** How often a fail is a real weakness; default high. */
  readonly confidence?: Confidence;
  /** Rows of the mission that it serves. */
  readonly rows: readonly string[];
  /** Why it matters: what a thief of tokens does with it. */
  readonly why: string;
  /** What to do, in order; commands in backticks. */
  readonly remediation: readonly string[];
  readonly mappings: Mappings;
  /** Kinds that must have been collected. Where none was, the check answers nothing; where some are missing, unknown. */
  readonly needs: readonly Need[];
  readonly settings?: Readonly<Record<string, CheckSetting>>;
  /** Verdicts on each subject. No verdict at all means that there is nothing to judge. */
  judge(inventory: Inventory, context: CheckContext): Iterable<Verdict>;
}

/** Declares a check. */
export function defineCheck<const C extends Check>(check: C): C {
  return check;
}
