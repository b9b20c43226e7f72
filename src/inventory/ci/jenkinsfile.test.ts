// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGroovy } from './groovy.ts';
import { readFiles } from './testing/read-files.ts';

const pipeline = `// a comment with { and "
@Library('shared') _
pipeline {
  agent { docker { image 'node:24' } }
  environment { A = credentials('a-id'); PLAIN = 'x' }
  stages {
    stage('Build') { steps { sh 'make "it" {' } }
    stage('Test') {
      parallel {
        stage('Unit') {
          agent { label 'linux' }
          steps {
            script {
              def out = sh(returnStdout: true, script: "test \${params.WHAT} $A")
            }
            withCredentials([
              usernamePassword(credentialsId: 'c', usernameVariable: 'U', passwordVariable: 'P')
            ]) {
              sh '''
                curl -u "$U:$P" x
              '''
            }
          }
        }
      }
    }
  }
}
`;

const scripted = `def label = 'x'
node('linux') {
  sh 'git clean'
  try {
    stage('Build') {
      docker.image('node:24').inside {
        sh 'make'
      }
    }
  } finally { echo 'done' }
}
withCredentials([string(credentialsId: 'a', variable: 'ALL')]) {
  node {
    stage('Test') { sh 'test' }
    stage('Deploy') {
      if (env.BRANCH_NAME == 'main') {
        withCredentials([usernamePassword(credentialsId: 'c', usernameVariable: 'U', passwordVariable: 'P')]) {
          sh 'deploy ' + env.P
          echo "password \${P}"
        }
      }
    }
  }
}
`;

describe('Jenkinsfiles', () => {
  it('give stages, agents, credentials and shell steps', async () => {
    const { inventory } = await readFiles({ Jenkinsfile: pipeline });
    expect(inventory.of('ci.pipeline')[0]?.credentials).toMatchObject([{ name: 'A', line: 5 }]);
    expect(inventory.of('ci.job').map((it) => [it.name, it.runsOn, it.container?.image])).toEqual([
      ['Build', [], 'node:24'],
      ['Test/Unit', ['linux'], undefined],
    ]);
    const steps = inventory.of('ci.step');
    expect(steps.map((it) => it.where.line)).toEqual([7, 14, 19]);
    expect(steps[1]?.expressions.flatMap((it) => it.refs)).toEqual(['params.WHAT', 'A']);
    expect(steps[2]?.expressions).toEqual([]);
    expect(Object.keys(steps[2]?.env ?? {})).toEqual(['U', 'P']);
  });

  it('that are scripted give what their blocks show, and say that this is not all', async () => {
    const { inventory } = await readFiles({ Jenkinsfile: scripted });
    expect(inventory.of('ci.pipeline')[0]?.credentials).toMatchObject([{ name: 'ALL', line: 12 }]);
    expect(inventory.of('ci.job').map((it) => [it.name, it.runsOn, it.container?.image])).toEqual([
      ['node', ['linux'], undefined],
      ['Build', ['linux'], 'node:24'],
      ['Test', ['any'], undefined],
      ['Deploy', ['any'], undefined],
    ]);
    const steps = inventory.of('ci.step');
    expect(steps.map((it) => [it.where.line, it.run, Object.keys(it.env)])).toEqual([
      [3, 'git clean', []],
      [7, 'make', []],
      [14, 'test', ['ALL']],
      [18, 'deploy ', ['ALL', 'U', 'P']],
      [19, 'echo "$P"', ['ALL', 'U', 'P']],
    ]);
    expect(steps[3]?.expressions.flatMap((it) => it.refs)).toEqual(['env.P']);
    expect(inventory.collected('ci.step', 'jenkins')).toBe('partial');
  });

  it('name the credentials that Docker signs in to registries with', async () => {
    const push = "docker.withRegistry('https://registry.example.com', 'registry-push') { docker.build('x').push() }";
    const named =
      "withDockerRegistry(url: 'https://registry.example.com', credentialsId: 'by-name') { sh 'docker push x' }";
    const none = "docker.withRegistry('https://registry.example.com') { sh 'docker pull x' }";
    const stages = `pipeline {\n  agent any\n  stages { stage('Push') { steps { script {\n${push}\n${named}\n${none}\n} } } }\n}\n`;
    for (const [file, line] of [
      [stages, 4],
      [`node {\n  stage('Push') {\n\n${push}\n${named}\n${none}\n  }\n}\n`, 4],
    ] as const) {
      const { inventory } = await readFiles({ Jenkinsfile: file });
      expect(inventory.of('ci.step').map((it) => [it.where.line, Object.keys(it.env)])).toEqual([
        [line, ['registry-push']],
        [line + 1, ['by-name']],
        [line + 1, ['by-name']],
        [line + 2, []],
      ]);
    }
  });

  it('say on which line the agent of a stage is named', async () => {
    const { inventory } = await readFiles({
      Jenkinsfile: "pipeline {\n  agent any\n\n  stages { stage('Test') { steps { sh 'make' } } }\n}\n",
    });
    expect(inventory.of('ci.job')).toMatchObject([{ where: { line: 4 }, agentLine: 2 }]);
  });

  it('that only call a library say that nothing is read', async () => {
    const { inventory } = await readFiles({ Jenkinsfile: "@Library('x') _\nbuildAll(name: 'a')\n" });
    expect(inventory.of('ci.pipeline')).toEqual([]);
    expect(inventory.collections.filter((it) => it.provider === 'jenkins').every((it) => !it.complete)).toBe(true);
    expect((await readFiles({ Jenkinsfile: pipeline })).inventory.collected('ci.step', 'jenkins')).toBe('partial');
  });

  it('survive any text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      "'",
      '"',
      "'''",
      '"""',
      '\n',
      'sh ',
      '$',
      '/*',
      '//',
      '\\',
      'pipeline',
      ';',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        readGroovy(pieces.join(''));
      }),
    );
    readGroovy('{'.repeat(50_000));
  });
});
