// SPDX-License-Identifier: Apache-2.0
// A family of tokens is one check: its formats, why they matter, and how such a token is taken out of use.
import { type Check, defineCheck } from '../model/check.ts';
import type { Severity } from '../model/finding.ts';
import type { TokenFormat } from './format.ts';

export interface TokenFamily {
  readonly id: string;
  readonly check: Check;
  readonly formats: readonly TokenFormat[];
}

export interface FamilyTexts {
  readonly id: string;
  /** As in `GitHub`: the weakness is called `GitHub token at rest`. */
  readonly name: string;
  /** What such things are called, in the plural; default `NAME tokens`. */
  readonly plural?: string;
  readonly weakness?: string;
  readonly severity: Severity;
  readonly why: string;
  /** How it is revoked and replaced. */
  readonly revoke: readonly string[];
  /** Rules of gitleaks and detectors of trufflehog for the same. */
  readonly gitleaks?: readonly string[];
  readonly trufflehog?: readonly string[];
}

const afterwards = [
  'Look in the audit log for uses of it since the day it was written down, with `tokenward detect`.',
  'Keep the new one in a secret store, or need none: let the workload federate (OIDC). Taking it out of the file leaves it in the history of the repository; only revoking ends it.',
];

/** Declares a family. The check's verdicts come from the scan of files, not from an inventory. */
export function family(texts: FamilyTexts, formats: readonly TokenFormat[]): TokenFamily {
  const plural = texts.plural ?? `${texts.name} tokens`;
  return {
    id: texts.id,
    formats,
    check: defineCheck({
      id: `secrets-no-${texts.id}-at-rest`,
      area: 'secrets',
      title: `No ${plural} lie in files or in the history of repositories`,
      weakness: texts.weakness ?? `${texts.name} token at rest`,
      severity: texts.severity,
      rows: ['A1', 'A4'],
      why: texts.why,
      remediation: [...texts.revoke, ...afterwards],
      mappings: {
        owasp: ['CICD-SEC-6'],
        mitigations: ['M1047', 'M1018'],
        techniques: ['T1528', 'T1552.001'],
        peers: {
          ...(texts.gitleaks === undefined ? {} : { gitleaks: texts.gitleaks }),
          ...(texts.trufflehog === undefined ? {} : { trufflehog: texts.trufflehog }),
        },
      },
      needs: [],
      *judge() {},
    }),
  };
}
