// SPDX-License-Identifier: Apache-2.0
// Every family of tokens, one line each. Where two formats see the same text, the earlier one tells what it is.
import type { TokenFamily } from './family.ts';
import { atlassian } from './formats/atlassian.ts';
import { aws } from './formats/aws.ts';
import { azure } from './formats/azure.ts';
import { credentialFiles } from './formats/credential-files.ts';
import { entra } from './formats/entra.ts';
import { github } from './formats/github.ts';
import { gitlab } from './formats/gitlab.ts';
import { google } from './formats/google.ts';
import { identity } from './formats/identity.ts';
import { jwts } from './formats/jwt-format.ts';
import { kubernetes } from './formats/kubernetes.ts';
import { packages } from './formats/packages.ts';
import { privateKeys } from './formats/private-keys.ts';
import { services } from './formats/services.ts';
import { slack } from './formats/slack.ts';
import { vault } from './formats/vault.ts';

export const families: readonly TokenFamily[] = [
  github,
  gitlab,
  slack,
  google,
  entra,
  azure,
  aws,
  packages,
  vault,
  atlassian,
  services,
  identity,
  jwts,
  kubernetes,
  privateKeys,
  credentialFiles,
];
