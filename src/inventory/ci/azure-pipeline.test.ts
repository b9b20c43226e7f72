// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readFiles } from './testing/read-files.ts';

describe('Azure pipelines', () => {
  it('find steps in stages, deployments, templates and conditions', async () => {
    const { inventory } = await readFiles({
      'azure-pipelines.yml': `trigger: [main]
stages:
  - stage: build
    jobs:
      - job: a
        steps:
          - script: one
          - \${{ if eq(variables.x, true) }}:
              - bash: two $(Build.SourceBranchName)
      - \${{ each e in parameters.all }}:
          - deployment: b
            environment: production
            strategy: { runOnce: { deploy: { steps: [{ task: AzureCLI@2, inputs: { inlineScript: three } }] } } }
`,
    });
    expect(inventory.of('ci.job').map((it) => [it.name, it.environment])).toEqual([
      ['build/a', undefined],
      ['build/b', 'production'],
    ]);
    expect(inventory.of('ci.step').map((it) => it.run)).toEqual(['one', 'two $(Build.SourceBranchName)', 'three']);
    expect(inventory.of('ci.step')[1]?.expressions).toMatchObject([{ refs: ['Build.SourceBranchName'] }]);
    expect(inventory.of('ci.step')[2]?.uses).toMatchObject({ type: 'task', name: 'AzureCLI', ref: '2' });
  });

  it('tell pull requests that are off from those that nothing is said of', async () => {
    const of = async (pr: string): Promise<readonly string[] | undefined> =>
      (await readFiles({ 'azure-pipelines.yml': `trigger: none\n${pr}\nsteps: [{ script: x }]\n` })).inventory
        .of('ci.pipeline')[0]
        ?.triggers.map((it) => it.event);
    expect(await of('pr: none')).toEqual([]);
    expect(await of('')).toEqual(['pr-default']);
    expect(await of('pr: [main]')).toEqual(['pr']);
  });

  it('read variables in both forms', async () => {
    const { inventory } = await readFiles({
      'azure-pipelines.yml':
        'trigger: none\nvariables: [{ group: g }, { name: A, value: 1 }]\nsteps: [{ script: x }]\n',
    });
    expect(inventory.of('ci.pipeline')[0]).toMatchObject({
      env: { A: '1' },
      envAt: { A: ['variables', 1] },
      credentials: [{ name: 'g' }],
    });
  });
});
