// SPDX-License-Identifier: Apache-2.0
import { entraTokenId } from '../shared/entra-token-id.ts';
import { firstText } from '../shared/read.ts';

/** The id of an Entra token as a GUID where the value is one of the known encodings, else the value as logged. */
export function tokenIdOf(values: readonly unknown[]): string | undefined {
  const logged = firstText(values)?.trim();
  return logged === undefined || logged === '' ? undefined : (entraTokenId(logged) ?? logged);
}
