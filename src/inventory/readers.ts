// SPDX-License-Identifier: Apache-2.0
// Every reader, one line each. The first that claims a file reads it: what is told by its path stands before what is told by
// its content.

import { activeDirectoryExport } from './active-directory/active-directory-export.ts';
import { policyReport } from './active-directory/policy-report.ts';
import { registryPolicy } from './active-directory/registry-policy.ts';
import { securityTemplate } from './active-directory/security-template.ts';
import { auth0Answers } from './auth0/auth0-answers.ts';
import { awsAuthorizationDetails } from './aws/authorization-details.ts';
import { awsAnswers } from './aws/aws-answers.ts';
import { awsCloudformation } from './aws/cloudformation.ts';
import { awsCredentialReport } from './aws/credential-report.ts';
import { awsOrganizations } from './aws/organizations.ts';
import { awsPolicyFile } from './aws/policy-file.ts';
import { actionRefs } from './ci/action-refs.ts';
import { azureDevopsAnswers } from './ci/azure-devops-answers.ts';
import { azurePipeline } from './ci/azure-pipeline.ts';
import { buildPlatform } from './ci/build-platform.ts';
import { githubDependabot } from './ci/github-dependabot.ts';
import { githubWorkflow } from './ci/github-workflow.ts';
import { gitlabPipeline } from './ci/gitlab-pipeline.ts';
import { jenkinsConfiguration } from './ci/jenkins-configuration.ts';
import { jenkinsfile } from './ci/jenkinsfile.ts';
import { savedPages } from './collect/saved-pages.ts';
import { dnsLookups } from './entra/dns-lookups.ts';
import { graphResponse } from './entra/graph-response.ts';
import { exportedInventory } from './exported-inventory.ts';
import { gcpAssets, gcpLists } from './gcp/gcp-exports.ts';
import { githubAnswers } from './github/github-answers.ts';
import { githubUserReport } from './github/github-user-report.ts';
import { gitlabAnswers } from './gitlab/gitlab-answers.ts';
import { gamTable } from './google/gam-table.ts';
import { googleAnswers } from './google/google-answers.ts';
import { sarif } from './imported/sarif.ts';
import { gitleaksReport, trufflehogReport } from './imported/secret-reports.ts';
import { eksPodIdentity } from './kubernetes/eks-pod-identity.ts';
import { kubernetesAuditLog } from './kubernetes/kubernetes-audit-log.ts';
import { kubernetesManifest } from './kubernetes/kubernetes-manifest.ts';
import { awsVpcFlow } from './network/aws-vpc-flow.ts';
import { azureFlow, gcpFlow } from './network/cloud-flow.ts';
import { dnsQueries, route53Queries } from './network/dns-queries.ts';
import { proxyTable } from './network/proxy-table.ts';
import { squid } from './network/squid.ts';
import { zeek } from './network/zeek.ts';
import { oktaAnswers } from './okta/okta-answers.ts';
import { hrTable } from './people/hr-table.ts';
import { scimUsers } from './people/scim-users.ts';
import type { InventoryReader } from './reader.ts';
import { clusterVersions } from './software/cluster-versions.ts';
import { entraSignIns } from './software/entra-sign-ins.ts';

export const readers: readonly InventoryReader[] = [
  savedPages,
  actionRefs,
  githubAnswers,
  githubUserReport,
  gitlabAnswers,
  exportedInventory,
  sarif,
  gitleaksReport,
  trufflehogReport,
  githubWorkflow,
  githubDependabot,
  gitlabPipeline,
  azurePipeline,
  azureDevopsAnswers,
  jenkinsfile,
  jenkinsConfiguration,
  buildPlatform,
  eksPodIdentity,
  kubernetesAuditLog,
  kubernetesManifest,
  awsAuthorizationDetails,
  awsCloudformation,
  awsCredentialReport,
  awsOrganizations,
  awsAnswers,
  awsPolicyFile,
  gcpAssets,
  gcpLists,
  auth0Answers,
  googleAnswers,
  gamTable,
  oktaAnswers,
  graphResponse,
  dnsLookups,
  activeDirectoryExport,
  securityTemplate,
  policyReport,
  registryPolicy,
  hrTable,
  scimUsers,
  awsVpcFlow,
  azureFlow,
  gcpFlow,
  zeek,
  squid,
  dnsQueries,
  route53Queries,
  proxyTable,
  entraSignIns,
  clusterVersions,
];
