// SPDX-License-Identifier: Apache-2.0
// Flow logs of AWS VPCs: text with a header (S3), without one (CloudWatch), with fields of one's own, or CSV.
//
// Verified: fields and limits by the VPC user guide. Metadata traffic and DNS of the Amazon resolver are not recorded:
// https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html
import type { InventoryReader } from '../reader.ts';
import { couldBeLog, createFlowTable } from './flow-table.ts';

const fields =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );
const record = /^(?:\d{4}-\d\d-\d\dT[\d:.]+Z )?\d+ (?:\d{12}|unknown) eni-[0-9a-f]+ /m;

function headerOf(line: string): readonly string[] | undefined {
  const names = line
    .toLowerCase()
    .replaceAll('"', '')
    .replaceAll('_', '-')
    .split(/[\s,]+/);
  return names.includes('dstaddr') && names.includes('srcaddr') ? names : undefined;
}

export const awsVpcFlow: InventoryReader = {
  id: 'network.aws-vpc-flow',
  title: 'Flow logs of AWS VPCs',
  how: 'files of the bucket (`aws s3 sync s3://BUCKET/AWSLogs/ACCOUNT/vpcflowlogs .`), or an export of the log group; text, not Parquet',
  claims: (file) =>
    couldBeLog(file.path) &&
    (headerOf(file.head.slice(0, 2_000).split('\n')[0] ?? '') !== undefined || record.test(file.head.slice(0, 2_000))),
  async *read(file, context) {
    const table = createFlowTable({
      format: 'AWS VPC flow logs',
      sees: ['addresses'],
      missing: ['traffic with 169.254.169.254 (instance metadata)', 'DNS of the Amazon resolver'],
    });
    let index: ((name: string) => number) | undefined;
    const use = (names: readonly string[]): ((name: string) => number) => {
      const places = new Map(names.map((name, place) => [name, place]));
      return (name) => places.get(name) ?? -1;
    };
    for await (const { first, lines } of file.lines()) {
      for (const [offset, raw] of lines.entries()) {
        if (raw === '') continue;
        if (first + offset === 1) {
          const names = headerOf(raw);
          if (names !== undefined) {
            index = use(names);
            continue;
          }
        }
        index ??= use(fields);
        const line = raw.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z /, '').replaceAll('"', '');
        const cells = line.includes(',') && !line.includes(' ') ? line.split(',') : line.split(' ');
        const cell = (name: string): string | undefined => cells[index?.(name) ?? -1];
        // The packet's own addresses, where they were chosen: the others are those of the interface.
        const source = cell('pkt-srcaddr') ?? cell('srcaddr');
        const address = cell('pkt-dstaddr') ?? cell('dstaddr');
        const start = Number(cell('start') ?? Number.NaN) * 1_000;
        if (source === undefined || address === undefined) table.unreadable();
        else if (source === '-') table.idle(start);
        else {
          table.add(
            {
              time: Number.isFinite(start) ? start : Date.parse(file.modifiedAt),
              source,
              address,
              port: Number(cell('dstport') ?? Number.NaN),
              transport: 'flow',
              denied: cell('action') === 'REJECT',
            },
            first + offset,
          );
        }
      }
    }
    yield* table.items(file, context);
  },
};
