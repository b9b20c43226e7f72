// SPDX-License-Identifier: Apache-2.0
// Everything that an inventory can hold, told apart by `kind`. One line a provider.
import { z } from 'zod';
import { activeDirectoryItemSchemas } from './active-directory.ts';
import { auth0ItemSchemas } from './auth0.ts';
import { awsItemSchemas } from './aws.ts';
import { ciItemSchemas } from './ci.ts';
import { azureDevopsItemSchemas } from './ci-azure-devops.ts';
import { entraItemSchemas } from './entra.ts';
import { entraPolicySchemas } from './entra-policies.ts';
import { gcpItemSchemas } from './gcp.ts';
import { githubItemSchemas } from './github.ts';
import { githubProtectionSchemas } from './github-protection.ts';
import { gitlabItemSchemas } from './gitlab.ts';
import { googleItemSchemas } from './google.ts';
import { importedItemSchemas } from './imported.ts';
import { kubernetesItemSchemas } from './kubernetes.ts';
import { networkItemSchemas } from './network.ts';
import {
  applicationSchema,
  credentialSchema,
  grantSchema,
  identitySchema,
  relationSchema,
  resourceSchema,
  useSchema,
  windowSchema,
} from './nouns.ts';
import { oktaItemSchemas } from './okta.ts';

import { softwareItemSchemas } from './software.ts';

export const itemSchema = z.discriminatedUnion('kind', [
  identitySchema,
  applicationSchema,
  grantSchema,
  credentialSchema,
  resourceSchema,
  relationSchema,
  useSchema,
  windowSchema,
  ...ciItemSchemas,
  ...azureDevopsItemSchemas,
  ...awsItemSchemas,
  ...gcpItemSchemas,
  ...activeDirectoryItemSchemas,
  ...kubernetesItemSchemas,
  ...networkItemSchemas,
  ...softwareItemSchemas,
  ...importedItemSchemas,
  ...githubItemSchemas,
  ...githubProtectionSchemas,
  ...gitlabItemSchemas,
  ...entraItemSchemas,
  ...entraPolicySchemas,
  ...oktaItemSchemas,
  ...googleItemSchemas,
  ...auth0ItemSchemas,
]);

export type Item = z.infer<typeof itemSchema>;
export type ItemKind = Item['kind'];
export type ItemOf<K extends ItemKind> = Extract<Item, { readonly kind: K }>;
