// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { at, fields, text } from '../values.ts';

/**
 * Which accounts of an EKS cluster get which AWS role without an annotation. The list does not name the roles, so each
 * association is described.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribePodIdentityAssociation.html
 */
export const eksPodIdentity: InventoryReader = {
  id: 'kubernetes.eks-pod-identity',
  title: 'EKS pod identity associations',
  how: '`aws eks describe-pod-identity-association --cluster-name NAME --association-id ID`, one file each or concatenated',
  claims: ({ path, head }) =>
    /\.jsonl?$/i.test(path) && /^\s*\{\s*"association"\s*:/.test(head) && /"serviceAccount"\s*:/.test(head),
  async *read(file, context): AsyncIterable<Item> {
    for await (const { value, line } of file.records()) {
      const association = fields(at(fields(value), 'association'));
      const namespace = text(at(association, 'namespace'));
      const serviceAccount = text(at(association, 'serviceAccount'));
      const role = text(at(association, 'roleArn'));
      if (namespace === undefined || serviceAccount === undefined || role === undefined) continue;
      const cluster = text(at(association, 'clusterName'));
      yield {
        kind: 'kubernetes.pod-identity',
        id: `kubernetes:pod-identity:${cluster ?? ''}/${namespace}/${serviceAccount}`,
        provider: 'kubernetes',
        where: context.where({ line }),
        namespace,
        serviceAccount,
        role,
        ...(cluster === undefined ? {} : { cluster }),
      };
    }
  },
};
