// SPDX-License-Identifier: Apache-2.0
// Log records as they should not be: for tests that hold two ways of reading them equal.
import fc from 'fast-check';

/** A path as the vendor nests it, one key a step, with values that often meet the rules of the tests. */
interface FieldPool {
  readonly path: readonly string[];
  readonly values: readonly unknown[];
  /** Nearly always there with one of its values: without it no source knows the record. */
  readonly firm?: true;
}

interface SourcePool {
  readonly logsource: Readonly<Record<string, string>>;
  readonly id: readonly string[];
  readonly time: readonly string[];
  readonly fields: readonly FieldPool[];
}

export const sourcePools: Readonly<Record<'kubernetes' | 'cloudtrail' | 'entra', SourcePool>> = {
  kubernetes: {
    logsource: { product: 'kubernetes', service: 'audit' },
    id: ['auditID'],
    time: ['requestReceivedTimestamp'],
    fields: [
      { path: ['kind'], values: ['Event'], firm: true },
      { path: ['apiVersion'], values: ['audit.k8s.io/v1'], firm: true },
      { path: ['verb'], values: ['get', 'list', 'create', 'watch'] },
      { path: ['stage'], values: ['ResponseComplete', 'RequestReceived'] },
      { path: ['user', 'username'], values: ['system:serviceaccount:shop:cart', 'system:node:a', 'erin@example.com'] },
      {
        path: ['user', 'extra', 'authentication.kubernetes.io/credential-id'],
        values: [['JTI=5b0c1d2e-3f40-4a51-8b62-7c83d94ea5f6'], ['JTI=other'], 'JTI=bare'],
      },
      { path: ['user', 'extra', 'authentication.kubernetes.io/pod-name'], values: [['cart-1'], ['cart-2']] },
      { path: ['userAgent'], values: ['kubectl/v1.34', 'curl/8.9.1', 'Go-http-client/2.0'] },
      { path: ['sourceIPs'], values: [['10.0.0.7'], ['198.51.100.77', '10.0.0.9'], ['203.0.113.5'], '192.0.2.1'] },
      { path: ['objectRef', 'resource'], values: ['secrets', 'pods', 'serviceaccounts'] },
      { path: ['objectRef', 'subresource'], values: ['exec', 'token'] },
      { path: ['objectRef', 'name'], values: ['cart-1', 'db', 'ünï'] },
      { path: ['objectRef', 'namespace'], values: ['shop', 'kube-system'] },
      { path: ['responseStatus', 'code'], values: [200, 201, 403] },
      {
        path: ['requestURI'],
        values: [
          '/api/v1/pods?limit=5',
          '/exec?command=cat&command=%2Fvar%2Frun%2Fsecrets%2Fkubernetes.io%2Fserviceaccount%2Ftoken',
          '/exec?command=ls',
        ],
      },
      { path: ['annotations', 'authorization.k8s.io/decision'], values: ['allow', 'forbid'] },
    ],
  },
  cloudtrail: {
    logsource: { product: 'aws', service: 'cloudtrail' },
    id: ['eventID'],
    time: ['eventTime'],
    fields: [
      { path: ['eventVersion'], values: ['1.11'], firm: true },
      { path: ['eventSource'], values: ['s3.amazonaws.com', 'sts.amazonaws.com', 'iam.amazonaws.com'], firm: true },
      { path: ['eventName'], values: ['GetObject', 'AssumeRole', 'CreateAccessKey', 'ListBuckets'], firm: true },
      { path: ['userIdentity', 'type'], values: ['AssumedRole', 'IAMUser', 'AWSService'] },
      {
        path: ['userIdentity', 'arn'],
        values: ['arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0', 'arn:aws:iam::111122223333:user/bo'],
      },
      { path: ['userIdentity', 'accessKeyId'], values: ['ASIAEXAMPLE0000000001', 'AKIAEXAMPLE0000000002'] },
      { path: ['userIdentity', 'sessionContext', 'ec2RoleDelivery'], values: ['1.0', '2.0'] },
      { path: ['sourceIPAddress'], values: ['10.0.0.7', '198.51.100.77', 's3.amazonaws.com'] },
      { path: ['userAgent'], values: ['aws-cli/2.1', 'Boto3/1.2', 'curl/8.9.1'] },
      { path: ['errorCode'], values: ['AccessDenied'] },
      { path: ['requestParameters', 'bucketName'], values: ['logs', 'backup'] },
      { path: ['awsRegion'], values: ['eu-central-1', 'us-east-1'] },
    ],
  },
  entra: {
    logsource: { product: 'azure', service: 'signinlogs' },
    id: ['properties', 'id'],
    time: ['time'],
    fields: [
      { path: ['category'], values: ['SignInLogs', 'NonInteractiveUserSignInLogs'], firm: true },
      { path: ['properties', 'appId'], values: ['app-1', 'app-2'], firm: true },
      { path: ['properties', 'userId'], values: ['user-1', 'user-2'] },
      { path: ['properties', 'ipAddress'], values: ['198.51.100.77', '203.0.113.5'] },
      { path: ['properties', 'userAgent'], values: ['Mozilla/5.0', 'python-requests/2.1'] },
      { path: ['properties', 'authenticationProtocol'], values: ['deviceCode', 'none'] },
      { path: ['properties', 'incomingTokenType'], values: ['refreshToken', 'none'] },
      { path: ['properties', 'status', 'errorCode'], values: [0, 50126] },
      { path: ['resultType'], values: ['0', '50126'] },
      { path: ['properties', 'sessionId'], values: ['session-1', 'session-2'] },
      { path: ['properties', 'location', 'countryOrRegion'], values: ['DE', 'BR'] },
    ],
  },
};

export type PoolName = keyof typeof sourcePools;
export const poolName = fc.constantFrom<PoolName>('kubernetes', 'cloudtrail', 'entra');

/** Values where others were meant. */
const strange = fc.constantFrom<unknown>(
  null,
  '',
  0,
  -0,
  1e300,
  true,
  false,
  [],
  {},
  [null],
  [[]],
  { a: {} },
  [{ name: 'x' }, { name: 'y' }],
  'a"b\\c/\u0000\u2028\n\t😀',
  '\ud800',
);

/** `"text"` with some characters written as escapes: the same text for whoever reads it. */
function quote(text: string, escaped: number): string {
  const plain = JSON.stringify(text);
  if (escaped === 0) return plain;
  if (escaped === 1) return plain.replaceAll('/', '\\/');
  let at = 0;
  return plain.replaceAll(/[A-Za-z.:]/g, (letter) =>
    ++at % escaped === 0 ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter,
  );
}

interface Written {
  readonly keys: readonly string[];
  readonly value: unknown;
  readonly escaped: number;
}

type Member = readonly [key: string, value: string];

function writeObject(members: readonly Member[], gap: string): string {
  return `{${gap}${members.map(([key, value]) => `${key}${gap ? ': ' : ':'}${value}`).join(`,${gap}`)}${gap}}`;
}

/** Members that share their first key are written as one object, or (`apart`) as the same key twice. */
function writeMembers(list: readonly Written[], apart: boolean, gap: string): string {
  const groups = new Map<string, Written[]>();
  list.forEach((it, index) => {
    const name = `${it.keys[0]} ${it.keys.length > 1} ${it.escaped} ${apart || it.keys.length === 1 ? index : ''}`;
    groups.set(name, [...(groups.get(name) ?? []), it]);
  });
  const members = [...groups.values()].map((group): Member => {
    const first = group[0] ?? { keys: [''], value: null, escaped: 0 };
    const key = quote(first.keys[0] ?? '', first.escaped);
    if (first.keys.length > 1) {
      return [
        key,
        writeMembers(
          group.map((it) => ({ ...it, keys: it.keys.slice(1) })),
          apart,
          gap,
        ),
      ];
    }
    const { value } = first;
    return [key, typeof value === 'string' ? quote(value, first.escaped) : JSON.stringify(value)];
  });
  return writeObject(members, gap);
}

/** Some of the keys of a path joined by dots, as flattening collectors do. */
function join(path: readonly string[], at: number): readonly string[] {
  if (at === 0 || path.length < 2) return path;
  if (at === 1) return [path.join('.')];
  return [path.slice(0, 2).join('.'), ...path.slice(2)];
}

function fieldOf({ path, values, firm }: FieldPool): fc.Arbitrary<readonly Written[]> {
  const value = fc.oneof(
    { weight: firm ? 60 : 8, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: strange },
  );
  const one = fc
    .tuple(
      value,
      fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(1, 2) }),
      fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(1, 2, 3) }),
    )
    .map(([it, joined, escaped]): Written => ({ keys: join(path, joined), value: it, escaped }));
  return fc.oneof(
    { weight: firm ? 60 : 16, arbitrary: one.map((it) => [it]) },
    { weight: firm ? 1 : 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.tuple(one, one) },
    // A scalar where an object was: `user` beside `user.username`.
    {
      weight: firm || path.length < 2 ? 0 : 1,
      arbitrary: strange.map((it) => [{ keys: path.slice(0, 1), value: it, escaped: 0 }]),
    },
  );
}

/** A record as text, but for its id and time: those come with its place in the file. */
export interface Template {
  text(id: string, time: string, gap: string): string;
}

/** Records of one log source. */
export function template(name: PoolName): fc.Arbitrary<Template> {
  const { fields, id, time } = sourcePools[name];
  return fc
    .record({
      members: fc.tuple(...fields.map(fieldOf)).map((it) => it.flat()),
      mixed: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(12) }),
      apart: fc.oneof({ weight: 12, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
      timed: fc.oneof({ weight: 30, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: strange }),
    })
    .map(({ members, mixed, apart, timed }) => ({
      text(own, when, gap) {
        const list: Written[] = [
          ...members.slice(mixed),
          { keys: time, value: timed === undefined ? when : timed, escaped: 0 },
          { keys: id, value: own, escaped: 0 },
          ...members.slice(0, mixed),
        ];
        return writeMembers(list, apart, gap);
      },
    }));
}

/** What stands between records and is none, as lines of a file. */
export const brokenLine = fc.constantFrom<(record: string) => string>(
  (record) => record.slice(0, Math.floor(record.length / 2)),
  (record) => record.slice(1),
  (record) => record + record,
  (record) => `${record} ,`,
  (record) => `${record}\u0000`,
  (record) => `  ${record}  `,
  (record) => record.replace(':', ''),
  (record) => record.replace('"', "'"),
  (record) => record.replace('{', '{"deep":{"list":[1,[2,{"x":[]}]]},'),
  (record) => record.replace('{', '{"":"","__proto__":{"kind":"Event"},'),
  () => 'garbage that is no JSON',
  () => '',
  () => '   ',
  () => '\u0000\u0000',
  () => '{}',
  () => '[]',
  () => 'null',
  () => '"text"',
  () => '{"kind":"Event"}',
  () => '{"some":"thing","else":[1,2]}',
);

/** The same, as elements of an array that still is one. */
export const brokenElement = fc.constantFrom<(record: string) => string>(
  (record) => record.replace('{', '{"deep":{"list":[1,[2,{"x":[]}]]},'),
  (record) => record.replace('{', '{"text":"]},{[\\"",'),
  (record) => record.replace('{', '{"":"","__proto__":{"kind":"Event"},'),
  (record) => record.replace(':', ''),
  () => 'null',
  () => '5',
  () => '"text"',
  () => '[]',
  () => '{}',
  () => '{"some":"thing"}',
);

/** Malformed only inside a value that no rule reads: the scanner does not look there (docs/decisions/0004). */
export const malformedValue = fc.constantFrom<(record: string) => string>(
  (record) => record.replace('{', '{"list":[1,],'),
  (record) => record.replace('{', '{"object":{"a" 1},'),
  (record) => record.replace('{', '{"number":01,'),
  (record) => record.replace('{', '{"number":1.,'),
  (record) => record.replace('{', '{"word":nul,'),
  (record) => record.replace('{', '{"text":"\t",'),
  (record) => record.replace('{', '{"text":"\\x",'),
  (record) => record.replace('{', '{"text":"\\u12",'),
);
