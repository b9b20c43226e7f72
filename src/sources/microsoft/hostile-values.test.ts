// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { processorTime } from '../../../test/processor-time.ts';
import { auth0 } from '../auth0/auth0.source.ts';
import { entraAudit } from '../entra-audit/entra-audit.source.ts';
import { entraSignin } from '../entra-signin/entra-signin.source.ts';
import { gcpAudit } from '../gcp-audit/gcp-audit.source.ts';
import { googleWorkspace } from '../google-workspace/google-workspace.source.ts';
import { graphActivity } from '../graph-activity/graph-activity.source.ts';
import { m365Unified } from '../m365-unified/m365-unified.source.ts';
import { salesforce } from '../salesforce/salesforce.source.ts';
import { slackAudit } from '../slack-audit/slack-audit.source.ts';

const mine = [
  ...[auth0, entraAudit, entraSignin, gcpAudit, googleWorkspace],
  ...[graphActivity, m365Unified, salesforce, slackAudit],
].map((source) => ({ id: source.id, source }));

const keys = fc.constantFrom(
  ...[
    'key',
    'value',
    'Name',
    'Value',
    'name',
    'displayName',
    'newValue',
    'oldValue',
    'modifiedProperties',
    'ID',
    'Type',
  ],
  ...['id', 'type', 'parameters', 'messageValue', 'multiMessageValue', 'parameter', 'permission', 'role', 'action'],
);
const words = fc.constantFrom(
  ...['User-Agent', 'KeyDescription', 'ConsentAction.Permissions', 'AppRole.Value', 'Oauth Scope Info', 'Application'],
  ...['User_x', '[[', '{"a":', '=> [[Scope:', '/api/v2/clients', 'Update application', '%00', '\ud800'],
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    words,
    fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 5 }),
  ),
}));

test.each(mine)('$id: no value breaks a projection, and none gives an empty one', ({ source }) => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 16, maxLength: 16 }), (values) => {
      for (const { field, from, to } of source.lifecycle) {
        const projected: unknown = to(values.slice(0, from.length));
        if (projected === undefined) continue;
        expect(projected, field).not.toBe('');
        if (field === 'scopes') expect(projected).toBeInstanceOf(Array);
        else expect(typeof projected, field).toBe('string');
      }
    }),
  );
});

test.each(mine)('$id: no record breaks a variant', ({ source }) => {
  const record = fc.dictionary(fc.oneof(keys, fc.string()), value);
  fc.assert(
    fc.property(record, (hostile) => {
      for (const { normalise } of source.variants ?? []) expect(normalise(hostile)).toBeTypeOf('object');
    }),
  );
});

test.each(mine)('$id: long text costs no time', ({ source }) => {
  const texts = ['.', ' ', '[', '(', '/', 'Scope:', 'KeyIdentifier=', "('", '=>', 'a_', 'UserAgent='];
  for (const long of texts.map((part) => `${part.repeat(200_000 / part.length)}x`)) {
    const spent = processorTime(1000, () => {
      for (const { from, to } of source.lifecycle) to(from.map(() => long));
    });
    expect(spent, long.slice(0, 10)).toBeLessThan(1000);
  }
});
