// SPDX-License-Identifier: Apache-2.0
import { unwrap } from '../../ingest/ingest.ts';
import type { RawRecord } from '../../model/event.ts';
import type { Item } from '../../model/inventory/item.ts';
import { kubernetesAudit } from '../../sources/kubernetes-audit/kubernetes-audit.source.ts';
import { createRecogniser } from '../../sources/recognise.ts';
import type { InventoryReader } from '../reader.ts';
import { createUseLedger } from './use-ledger.ts';

/** Adds up who used which part of the API, at any size: one pass, memory by kinds of use and not by records. */
export const kubernetesAuditLog: InventoryReader = {
  id: 'kubernetes.audit-log',
  title: 'Kubernetes audit log',
  how: 'the audit log of the API server, or what EKS, AKS and GKE deliver of it (CloudWatch, Azure Monitor, Cloud Logging)',
  claims: ({ path, head }) =>
    !/\.(?:ya?ml|md|ts|js|txt)$/i.test(path) &&
    ((/audit\.k8s\.io\/v1(?:beta1|alpha1)?\\*"/.test(head) && /auditID\\*"/.test(head)) ||
      (/"serviceName"\s*:\s*"k8s\.io"/.test(head) && head.includes('cloudaudit.googleapis.com'))),
  async *read(file, context): AsyncIterable<Item> {
    const recognise = createRecogniser([kubernetesAudit]);
    const ledger = createUseLedger();
    let passedOver = 0;
    for await (const { value, line } of file.records()) {
      for (const record of unwrap(value as RawRecord)) {
        const recognised = recognise(record);
        if (recognised === undefined) passedOver++;
        else ledger.add(recognised.record, line, record);
      }
    }
    if (passedOver > 0 && ledger.records === 0) {
      context.problem({
        code: 'UNRECOGNISED',
        message: `${file.name}: none of ${passedOver} records is a Kubernetes audit event`,
        position: { file: file.name },
      });
      return;
    }
    yield* ledger.items(file.name, (line) => context.where({ line }));
  },
};
