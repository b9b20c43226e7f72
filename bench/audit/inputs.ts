// SPDX-License-Identifier: Apache-2.0
// Made-up organisations of any size for `npm run bench:audit`, from a fixed seed, with planted weaknesses that are counted.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How many weaknesses of a check were planted. */
export type Planted = Readonly<Record<string, number>>;

export interface AuditInput {
  readonly name: string;
  /** What was made, in words. */
  readonly what: string;
  readonly planted: Planted;
}

function write(folder: string, name: string, text: string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function deployment(index: number, namespace: string): string {
  const name = `service-${index}`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
  labels: { app.kubernetes.io/name: ${name}, team: team-${index % 40} }
spec:
  replicas: 3
  selector:
    matchLabels: { app.kubernetes.io/name: ${name} }
  template:
    metadata:
      labels: { app.kubernetes.io/name: ${name} }
    spec:
      serviceAccountName: ${name}
      containers:
        - name: main
          image: registry.example.com/${name}@sha256:${String(index).padStart(64, '0')}
          ports: [{ containerPort: 8080 }]
          env:
            - { name: LOG_LEVEL, value: info }
            - { name: REGION, value: eu-central-1 }
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          readinessProbe:
            httpGet: { path: /ready, port: 8080 }
          volumeMounts:
            - { name: config, mountPath: /etc/service }
      volumes:
        - name: config
          configMap: { name: ${name} }
`;
}

/** `files` manifests: deployments, their accounts, roles and bindings. */
export function writeManifests(folder: string, files: number): AuditInput {
  let tokens = 0;
  for (let file = 0; file < files; file++) {
    const index = file >> 2;
    const namespace = `team-${index % 40}`;
    const name = `service-${index}`;
    const path = `${namespace}/${name}`;
    if (file % 4 === 0) {
      write(folder, `${path}/deployment.yaml`, deployment(index, namespace));
      // Every tenth account says nothing of its token, and neither does its pod.
      if (index % 10 === 0) tokens++;
    }
    if (file % 4 === 1) {
      write(
        folder,
        `${path}/account.yaml`,
        `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n${index % 10 === 0 ? '' : 'automountServiceAccountToken: false\n'}`,
      );
    }
    if (file % 4 === 2) {
      write(
        folder,
        `${path}/role.yaml`,
        `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nrules:\n  - apiGroups: [""]\n    resources: [configmaps]\n    resourceNames: [${name}]\n    verbs: [get, watch]\n`,
      );
    }
    if (file % 4 === 3) {
      write(
        folder,
        `${path}/binding.yaml`,
        `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${name} }\nsubjects:\n  - { kind: ServiceAccount, name: ${name}, namespace: ${namespace} }\n`,
      );
    }
  }
  return { name: 'manifests', what: `${files} manifests`, planted: { 'tokens mounted by default': tokens } };
}

/** `files` workflows, each in a repository of its own. */
export function writeWorkflows(folder: string, files: number): AuditInput {
  let undeclared = 0;
  for (let index = 0; index < files; index++) {
    const declared = index % 5 !== 0;
    if (!declared) undeclared++;
    write(
      folder,
      `repository-${index}/.github/workflows/ci.yml`,
      `name: build
on:
  push: { branches: [main] }
  pull_request:
${declared ? 'permissions: {}\n' : ''}jobs:
  test:
    runs-on: ubuntu-24.04
${declared ? '    permissions: { contents: read }\n' : ''}    strategy:
      matrix: { node: [22, 24] }
    steps:
      - uses: actions/checkout@${String(index).padStart(40, 'a')} # v5
        with: { persist-credentials: false }
      - uses: actions/setup-node@${String(index).padStart(40, 'b')} # v5
        with:
          node-version: \${{ matrix.node }}
          cache: npm
      - run: npm ci
      - run: npm test
        env:
          CI: true
      - name: Coverage
        if: github.ref == 'refs/heads/main'
        run: |
          npm run coverage
          echo "done for \${{ matrix.node }}"
  lint:
    runs-on: ubuntu-24.04
${declared ? '    permissions: { contents: read }\n' : ''}    steps:
      - uses: actions/checkout@${String(index).padStart(40, 'a')} # v5
        with: { persist-credentials: false }
      - run: npm run lint
`,
    );
  }
  return { name: 'workflows', what: `${files} workflows`, planted: { undeclared } };
}

function guid(kind: number, index: number): string {
  return `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

/** An answer of Graph, written piece by piece. */
function writeCollection(file: string, name: string, count: number, make: (index: number) => object): void {
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(file, 'w');
  try {
    let text = `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#${name}","value":[\n`;
    for (let index = 0; index < count; index++) {
      text += `${JSON.stringify(make(index))}${index === count - 1 ? '' : ','}\n`;
      if (text.length > 1 << 20) {
        writeSync(handle, text);
        text = '';
      }
    }
    writeSync(handle, `${text}]}\n`);
  } finally {
    closeSync(handle);
  }
}

/** A tenant: three fifths of the identities are people, the rest service principals; seven tenths of the grants are delegated. */
export function writeTenant(folder: string, identities: number, grants: number): AuditInput {
  const people = Math.floor(identities * 0.6);
  const principals = identities - people;
  const delegated = Math.floor(grants * 0.7);
  const graph = guid(9, 9);
  const day = (offset: number): string => new Date(Date.UTC(2026, 4, 31) - offset * 86_400_000).toISOString();
  writeCollection(join(folder, 'users.json'), 'users', people, (index) => ({
    id: guid(1, index),
    displayName: `Person ${index}`,
    userPrincipalName: `person${index}@example.com`,
    mail: `person${index}@example.com`,
    userType: 'Member',
    accountEnabled: true,
    createdDateTime: day(400),
    // One in fifty has not signed in for 200 days.
    signInActivity: { lastSignInDateTime: day(index % 50 === 0 ? 200 : index % 30) },
  }));
  writeCollection(join(folder, 'servicePrincipals.json'), 'servicePrincipals', principals, (index) => ({
    id: index === 0 ? graph : guid(2, index),
    appId: index === 0 ? '00000003-0000-0000-c000-000000000000' : guid(3, index),
    displayName: index === 0 ? 'Microsoft Graph' : `Application ${index}`,
    // Every tenth is of somebody else.
    appOwnerOrganizationId: index % 10 === 1 ? guid(7, index) : '11111111-2222-4333-8444-555555555555',
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    servicePrincipalType: 'Application',
    accountEnabled: true,
    createdDateTime: day(300),
    appRoles: index === 0 ? [{ id: guid(5, 1), value: 'User.Read.All' }] : [],
    oauth2PermissionScopes: index === 0 ? [{ id: guid(5, 2), value: 'User.Read' }] : [],
    passwordCredentials: [],
    keyCredentials: [],
    replyUrls: [`https://app${index}.example.com/callback`],
  }));
  writeCollection(join(folder, 'organization.json'), 'organization', 1, () => ({
    id: '11111111-2222-4333-8444-555555555555',
    displayName: 'Example',
    verifiedDomains: [{ name: 'example.com', isDefault: true }],
  }));
  let risky = 0;
  writeCollection(join(folder, 'oauth2PermissionGrants.json'), 'oauth2PermissionGrants', delegated, (index) => {
    const wide = index % 1000 === 0;
    if (wide) risky++;
    return {
      id: `grant-${index}`,
      clientId: guid(2, wide ? 11 : 1 + (index % (principals - 1))),
      consentType: 'Principal',
      principalId: guid(1, index % people),
      resourceId: graph,
      scope: wide ? 'Mail.ReadWrite offline_access' : 'User.Read openid profile',
    };
  });
  writeCollection(join(folder, 'appRoleAssignments.json'), 'appRoleAssignments', grants - delegated, (index) => ({
    id: `assignment-${index}`,
    principalId: guid(2, 1 + (index % (principals - 1))),
    principalType: 'ServicePrincipal',
    resourceId: graph,
    resourceDisplayName: 'Microsoft Graph',
    appRoleId: guid(5, 1),
    createdDateTime: day(90),
  }));
  return {
    name: 'tenant',
    what: `${identities} identities, ${grants} grants`,
    planted: {
      'dormant people': Math.ceil(people / 50),
      'unverified third parties': Math.ceil((principals - 1) / 10),
      'application with mail grants': risky > 0 ? 1 : 0,
    },
  };
}
