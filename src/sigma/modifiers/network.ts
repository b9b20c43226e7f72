// SPDX-License-Identifier: Apache-2.0
import { parseNetwork } from '../match/network.ts';
import { problem, shown } from '../problem.ts';
import { eachValue, type Modifier, requireParts } from './draft.ts';

/** An IPv4 or IPv6 range as in `192.0.2.0/24`; an address alone is a range of one. */
export const cidr: Modifier = eachValue((value, context) => {
  const { raw } = requireParts(value, 'cidr', context);
  const network = parseNetwork(raw);
  if (network === undefined) {
    throw problem(
      'RULE_INVALID',
      `${shown(raw)} is not a network; write an address, a slash and the number of leading bits, as in 192.0.2.0/24`,
      context.at,
    );
  }
  if (!network.aligned) {
    throw problem('RULE_INVALID', `${shown(raw)} has bits set after its prefix; write ${network.text}`, context.at);
  }
  return { kind: 'test', test: { kind: 'cidr', network: network.text } };
});
