// SPDX-License-Identifier: Apache-2.0
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';
import type { InventoryReader, ReadContext } from '../reader.ts';
import { at, type Fields, fields, list, text, texts } from '../values.ts';
import { bindingItems, typeOf } from './gcp-objects.ts';

/** The kinds that an export of a type tells, even where it is empty of them. */
function collect(context: ReadContext, kinds: ReadonlySet<ItemKind>): void {
  for (const kind of kinds) context.collected({ kind, provider: 'gcp', complete: true });
}

/** Where an asset stands: `ancestors` of exports, `project`, `folders` and `organization` of searches. */
function* placeItems(asset: Fields, resource: string, where: (path: DocumentPath) => Provenance): Iterable<Item> {
  const above = [
    ...texts(at(asset, 'ancestors')),
    ...[text(at(asset, 'project')) ?? []].flat(),
    ...texts(at(asset, 'folders')),
    ...[text(at(asset, 'organization')) ?? []].flat(),
  ];
  const ancestors = above.filter((it) => /^(?:folders|organizations)\/\d+$/.test(it));
  const name = above.find((it) => /^projects\/\d+$/.test(it));
  if (name === undefined || ancestors.length === 0) return;
  const projectId = /^\/\/cloudresourcemanager\.googleapis\.com\/projects\/([a-z][a-z0-9-]+)$/.exec(resource)?.[1];
  yield {
    kind: 'gcp.container',
    id: `gcp:container:${name}`,
    provider: 'gcp',
    where: where([]),
    name,
    ancestors,
    ...(projectId === undefined ? {} : { projectId }),
  };
}

/** One asset of Cloud Asset Inventory: the policy on it, and its own data. */
function* assetItems(asset: Fields, where: (path: DocumentPath) => Provenance): Iterable<Item> {
  const name = text(at(asset, 'name')) ?? text(at(asset, 'resource')) ?? '';
  const policy = fields(at(asset, 'iamPolicy') ?? at(asset, 'policy'));
  yield* bindingItems(policy, name, where, [Object.hasOwn(asset, 'iamPolicy') ? 'iamPolicy' : 'policy']);
  yield* placeItems(asset, name, where);
  const data = fields(at(fields(at(asset, 'resource')), 'data'));
  yield* typeOf(data)?.read(data, (path) => where(['resource', 'data', ...path])) ?? [];
}

const asset = /"assetType"\s*:\s*"[a-z]+\.googleapis\.com\//;

/** `gcloud asset export` and `search-all-iam-policies`: a line an asset, or a list, at any size. */
export const gcpAssets: InventoryReader = {
  id: 'gcp.assets',
  title: 'Assets and policies of Google Cloud (Cloud Asset Inventory)',
  how: '`gcloud asset search-all-iam-policies --scope=organizations/ID --format=json`, or `gcloud asset export --content-type=iam-policy` and `resource`',
  claims: ({ path, head }) => /\.(?:jsonl?|ndjson|txt)$/i.test(path) && asset.test(head),
  async *read(file, context): AsyncIterable<Item> {
    const kinds = new Set<ItemKind>(['gcp.binding']);
    for await (const { value, line } of file.records()) {
      for (const item of assetItems(fields(value), () => context.where({ line }))) {
        kinds.add(item.kind);
        yield item;
      }
    }
    collect(context, kinds);
  },
};

const told =
  /"(?:keyAlgorithm|attributeMapping|machineType|includedPermissions|denyRule)"\s*:|"projectId"\s*:\s*"[^"]*",\s*"projectNumber"|"name"\s*:\s*"projects\/[^"]*\/secrets\/|"uniqueId"\s*:\s*"\d{15,}"|"name"\s*:\s*"[^"]*\/policies\/|"name"\s*:\s*"projects\/[^"]*\/locations\/global\/keys\//;
const policyOnly = /"bindings"\s*:\s*\[/;

/** `gcloud ... list --format=json`, and `get-iam-policy`, whose resource is told by the file's name. */
export const gcpLists: InventoryReader = {
  id: 'gcp.lists',
  title:
    'Lists of gcloud: service accounts, keys, workload identity providers, instances, API keys, secrets, organisation and deny policies, roles, projects and their policies',
  how: '`gcloud iam service-accounts list`, `gcloud iam service-accounts keys list --iam-account=EMAIL`, `gcloud iam workload-identity-pools providers list --workload-identity-pool=POOL --location=global`, `gcloud compute instances list`, `gcloud services api-keys list`, `gcloud org-policies list`, `gcloud projects list`, `gcloud secrets list`, `gcloud iam roles describe ROLE --project=ID`, `gcloud iam policies get NAME --kind=denypolicies --attachment-point=POINT`, and `gcloud projects get-iam-policy ID > ID.iam-policy.json`, each with `--format=json`',
  claims: ({ path, head }) =>
    /\.json$/i.test(path) &&
    (told.test(head) || (policyOnly.test(head) && /"role"\s*:\s*"(?:roles|projects|organizations)\//.test(head))),
  *read(file, context): Iterable<Item> {
    const kinds = new Set<ItemKind>();
    for (const { value, index } of file.documents()) {
      const many = Array.isArray(value);
      for (const [number, one] of (many ? list(value) : [value]).entries()) {
        const it = fields(one);
        const base = many ? [number] : [];
        const where = (path: DocumentPath): Provenance => context.where({ document: index, path: [...base, ...path] });
        const project = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.iam-policy\.json$|\.json$/i, '');
        const type = Object.hasOwn(it, 'bindings') ? undefined : typeOf(it);
        for (const kind of type?.tells ?? ['gcp.binding' as const]) kinds.add(kind);
        yield* type === undefined
          ? bindingItems(it, `//cloudresourcemanager.googleapis.com/projects/${project}`, where, [])
          : type.read(it, where);
      }
    }
    collect(context, kinds);
  },
};
