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

  it('say that programs are not read', async () => {
    const { inventory } = await readFiles({ Jenkinsfile: "node { sh 'x' }\n" });
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
