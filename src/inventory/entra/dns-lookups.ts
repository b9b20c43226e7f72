// SPDX-License-Identifier: Apache-2.0
// Answers of name servers, saved by the tools that ask for many names: whether hosts that codes are sent to are there at all.
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { isFields } from '../values.ts';
import { text, texts } from './graph-values.ts';

const answers = 'NOERROR|NXDOMAIN|SERVFAIL|REFUSED|TIMEOUT';
const dnsx = new RegExp(`"status_code"\\s*:\\s*"(?:${answers})"`);
const zdns = new RegExp(`"status"\\s*:\\s*"(?:${answers})"`);

/** Look-ups of names: dnsx (`host`, `status_code`) or zdns (`name`, `status`), a line each. */
export const dnsLookups: InventoryReader = {
  id: 'network.dns-lookups',
  title: 'Look-ups of names',
  how: '`dnsx -l hosts.txt -json -rcode noerror,nxdomain,servfail -o lookups.jsonl`, or `zdns A < hosts.txt > lookups.jsonl`',
  claims: (file) => {
    if (!/\.(?:jsonl|ndjson|json)$/i.test(file.path)) return false;
    const first = file.head.slice(0, file.head.indexOf('\n') === -1 ? 8_192 : Math.min(file.head.indexOf('\n'), 8_192));
    if (!first.trimStart().startsWith('{')) return false;
    return (/"host"\s*:/.test(first) && dnsx.test(first)) || (/"name"\s*:/.test(first) && zdns.test(first));
  },
  async *read(file, context): AsyncIterable<Item> {
    for await (const { value, line } of file.records()) {
      if (!isFields(value)) continue;
      const host = (text(value, 'host') ?? text(value, 'name'))?.toLowerCase().replace(/\.$/, '');
      const answer = text(value, 'status_code') ?? text(value, 'status');
      if (host === undefined || answer === undefined) continue;
      const alias = texts(value, 'cname')[0];
      yield {
        kind: 'resource',
        id: `network:dns-host:${host}`,
        provider: 'network',
        where: context.where({ line }),
        type: 'dns-host',
        name: host,
        labels: { answer, ...(alias === undefined ? {} : { alias }) },
      };
    }
  },
};
