// SPDX-License-Identifier: Apache-2.0
import { fromJsonText } from '../microsoft/json-text.ts';
import { pairValue, words } from '../microsoft/pairs.ts';

/** The delegated scopes of the token, which sign-ins carry as JSON text under `Oauth Scope Info`. */
export function grantedScopes(processingDetails: unknown): readonly string[] | undefined {
  return words(fromJsonText(pairValue(fromJsonText(processingDetails), 'Oauth Scope Info')));
}
