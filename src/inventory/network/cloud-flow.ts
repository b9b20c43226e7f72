// SPDX-License-Identifier: Apache-2.0
// Flow logs in JSON: network security groups and virtual networks of Azure, VPC flow logs of Google Cloud.
//
// Azure: tuples by the Network Watcher pages (version 2 of NSG flow logs, version 4 of virtual network flow logs). Whether
// Azure and Google Cloud record traffic with the metadata address is not said there: it is treated as not recorded.
import type { InventoryReader } from '../reader.ts';
import { fields, list } from '../values.ts';
import { createFlowTable, type FlowTable } from './flow-table.ts';

function get(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    const object = fields(at);
    at = Object.hasOwn(object, key) ? object[key] : undefined;
  }
  return at;
}

/** `1542110377,10.0.0.4,13.67.143.118,44931,443,T,O,A,B,...`: the eighth is the decision; virtual networks have the state. */
function tuple(text: unknown, table: FlowTable, line: number): void {
  const cells = typeof text === 'string' ? text.split(',') : [];
  const [stamp, source, address, , port] = cells;
  if (stamp === undefined || source === undefined || address === undefined || !/^\d{10,13}$/.test(stamp)) {
    table.unreadable();
    return;
  }
  const time = stamp.length > 10 ? Number(stamp) : Number(stamp) * 1_000;
  table.add({ time, source, address, port: Number(port), transport: 'flow', denied: cells[7] === 'D' }, line);
}

export const azureFlow: InventoryReader = {
  id: 'network.azure-flow',
  title: 'Flow logs of Azure networks',
  how: 'PT1H.json of the containers insights-logs-networksecuritygroupflowevent or insights-logs-flowlogflowevent',
  claims: (file) => /"(?:NetworkSecurityGroupFlowEvent|FlowLogFlowEvent)"/.test(file.head),
  async *read(file, context) {
    const table = createFlowTable({
      format: 'Azure flow logs',
      sees: ['addresses'],
      missing: ['traffic with 169.254.169.254 (instance metadata), as far as is known'],
    });
    for await (const { value, line } of file.records()) {
      for (const rule of list(get(value, 'properties', 'flows'))) {
        for (const one of list(get(rule, 'flows')))
          for (const it of list(get(one, 'flowTuples'))) tuple(it, table, line);
      }
      for (const one of list(get(value, 'flowRecords', 'flows'))) {
        for (const group of list(get(one, 'flowGroups')))
          for (const it of list(get(group, 'flowTuples'))) tuple(it, table, line);
      }
    }
    yield* table.items(file, context);
  },
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export const gcpFlow: InventoryReader = {
  id: 'network.gcp-flow',
  title: 'Flow logs of Google Cloud VPCs',
  how: "`gcloud logging read 'log_id(\"compute.googleapis.com/vpc_flows\")' --format=json`, or a sink's files",
  claims: (file) => /vpc_flows"/.test(file.head) && /"dest_ip"/.test(file.head),
  async *read(file, context) {
    const table = createFlowTable({
      format: 'Google Cloud VPC flow logs',
      sees: ['addresses'],
      missing: ['traffic with 169.254.169.254 (instance metadata), as far as is known', 'flows that were not sampled'],
    });
    for await (const { value, line } of file.records()) {
      const connection = get(value, 'jsonPayload', 'connection');
      const source = text(get(connection, 'src_ip'));
      const address = text(get(connection, 'dest_ip'));
      const time = Date.parse(text(get(value, 'jsonPayload', 'start_time')) ?? text(get(value, 'timestamp')) ?? '');
      if (source === undefined || address === undefined || Number.isNaN(time)) table.unreadable();
      // Both ends report a flow inside: the receiver's report of it is the same one.
      else if (
        get(value, 'jsonPayload', 'reporter') === 'DEST' &&
        get(value, 'jsonPayload', 'src_instance') !== undefined
      )
        table.idle(time);
      else table.add({ time, source, address, port: Number(get(connection, 'dest_port')), transport: 'flow' }, line);
    }
    yield* table.items(file, context);
  },
};
