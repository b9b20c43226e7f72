// SPDX-License-Identifier: Apache-2.0
// Every reader, one line each. The first that claims a file reads it: what is told by its path stands before what is told by
// its content.

import { activeDirectoryExport } from './active-directory/active-directory-export.ts';
import { policyReport } from './active-directory/policy-report.ts';
import { securityTemplate } from './active-directory/security-template.ts';
import { githubDependabot } from './ci/github-dependabot.ts';
import { githubWorkflow } from './ci/github-workflow.ts';
import { savedPages } from './collect/saved-pages.ts';
import { graphResponse } from './entra/graph-response.ts';
import { exportedInventory } from './exported-inventory.ts';
import { githubAnswers } from './github/github-answers.ts';
import { sarif } from './imported/sarif.ts';
import { gitleaksReport, trufflehogReport } from './imported/secret-reports.ts';
import { kubernetesAuditLog } from './kubernetes/kubernetes-audit-log.ts';
import { kubernetesManifest } from './kubernetes/kubernetes-manifest.ts';
import { hrTable } from './people/hr-table.ts';
import { scimUsers } from './people/scim-users.ts';
import type { InventoryReader } from './reader.ts';

export const readers: readonly InventoryReader[] = [
  savedPages,
  githubAnswers,
  exportedInventory,
  sarif,
  gitleaksReport,
  trufflehogReport,
  githubWorkflow,
  githubDependabot,
  kubernetesAuditLog,
  kubernetesManifest,
  graphResponse,
  activeDirectoryExport,
  securityTemplate,
  policyReport,
  hrTable,
  scimUsers,
];
