// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forbiddenBy } from './cel.ts';

const none = new Map<string, string>();
const containers = new Map([
  ['all', 'object.spec.containers + object.spec.?initContainers.orValue([])'],
  ['some', 'object.spec.containers'],
  ['few', "object.spec.containers.filter(c, c.name != 'x') + object.spec.initContainers"],
]);
const off = (list: string): string => `${list}.all(c, c.?securityContext.?privileged.orValue(false) == false)`;

describe('expressions of policies', () => {
  it.each([
    ['object.spec.automountServiceAccountToken == false', ['pod-automount']],
    [
      'has(object.spec.automountServiceAccountToken) ? object.spec.automountServiceAccountToken == false : false',
      ['pod-automount'],
    ],
    [
      '( !has(object.spec.hostPID) || object.spec.hostPID == false ) && !has(object.spec.hostIPC)',
      ['host-pid', 'host-ipc'],
    ],
    ['!(has(object.spec.volumes) && object.spec.volumes.exists(v, has(v.hostPath)))', ['host-path']],
    ['object.spec.?volumes.orValue([]).all(v, !has(v.hostPath))', ['host-path']],
    [off('variables.all'), ['privileged']],
    // One fact differs in each.
    ['object.spec.automountServiceAccountToken == true', []],
    ['object.spec.?automountServiceAccountToken.orValue(false) == false', []],
    ['!has(object.spec.automountServiceAccountToken) || object.spec.automountServiceAccountToken == false', []],
    ["object.spec.hostPID == false || object.metadata.name == 'a'", []],
    ["object.metadata.name == 'a' ? true : !has(object.spec.hostPID)", []],
    ['!(!has(object.spec.hostPID) && !has(object.spec.hostIPC))', []],
    ['object.spec.template.spec.hostPID == false', []],
    ['oldObject.spec.hostPID == false', []],
    ['object.spec.volumes.exists(v, !has(v.hostPath))', []],
    ["object.spec.volumes.all(v, !has(v.hostPath) || v.hostPath.path == '/var/log')", []],
    ["object.spec.volumes.filter(v, v.name == 'x').all(v, !has(v.hostPath))", []],
    [off('variables.some'), []],
    [off('variables.few'), []],
    [off('variables.gone'), []],
  ])('%s', (expression, controls) => {
    expect(forbiddenBy(expression, containers, 'pods')).toEqual(controls);
  });

  it('of accounts are about accounts', () => {
    expect(forbiddenBy('object.automountServiceAccountToken == false', none, 'accounts')).toEqual([
      'account-automount',
    ]);
    expect(forbiddenBy('object.spec.automountServiceAccountToken == false', none, 'accounts')).toEqual([]);
  });

  it('may be anything, and end', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '!',
      '&&',
      '||',
      '?',
      ':',
      'has(',
      'variables.a',
      '.all(v,',
      '.exists(v,',
      "'",
      'object.spec.hostPID',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.array(piece, { maxLength: 30 }), (text, inner) => {
        forbiddenBy(text.join(''), new Map([['a', inner.join('')]]), 'pods');
      }),
    );
    forbiddenBy('('.repeat(100_000), none, 'pods');
    forbiddenBy(`variables.a`, new Map([['a', 'variables.a&&variables.a'.repeat(1_000)]]), 'pods');
  });
});
