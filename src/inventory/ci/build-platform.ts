// SPDX-License-Identifier: Apache-2.0
// Which version of GitLab or Jenkins runs the pipelines.
//
// Sources: https://docs.gitlab.com/api/version/ and https://docs.gitlab.com/api/metadata/ (`version`, `revision`); Jenkins says its
// version in the header `X-Jenkins` of every answer.
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';

const gitlab = /^\s*\{[^{}]*"version"\s*:\s*"(?<version>\d+\.\d+[\w.+-]{0,40})"[^{}]*"revision"\s*:/;
const jenkins = /^X-Jenkins:\s*(?<version>\d+\.\d+[\w.+-]{0,40})/im;

/** Versions of the servers that run pipelines. */
export const buildPlatform: InventoryReader = {
  id: 'ci.build-platform',
  title: 'Versions of GitLab and Jenkins',
  how: '`glab api version > gitlab-version.json`, `curl -sI https://JENKINS/login > jenkins-headers.txt`',
  claims: (file) =>
    file.size < 1 << 16 &&
    ((/\.json$/i.test(file.path) && gitlab.test(file.head.slice(0, 2_000))) ||
      (/^HTTP\/[\d.]+ \d{3}/.test(file.head) && jenkins.test(file.head))),
  *read(file, context): Iterable<Item> {
    const product = /^HTTP\//.test(file.head) ? 'jenkins' : 'gitlab';
    const version = (product === 'jenkins' ? jenkins : gitlab).exec(file.head)?.groups?.version;
    context.collected({ kind: 'build-platform.version', provider: product, complete: true });
    if (version === undefined) return;
    const before = file.head.slice(0, file.head.indexOf(version));
    yield {
      kind: 'build-platform.version',
      id: `${product}:build-platform:${file.path}`,
      provider: product,
      where: context.where({ line: before.split('\n').length }),
      product,
      version,
    };
  },
};
