// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { processorTime } from '../../test/processor-time.ts';
import { createEnricher } from './enrich.ts';

const { agentFamily } = createEnricher({
  networks: [],
  data: { problems: [], country: () => undefined, system: () => undefined },
});

describe('agentFamily', () => {
  test.each([
    ['kubectl/v1.28.2 (darwin/amd64) kubernetes/89a4ea3', 'kubectl'],
    ['k9s/v0.32.5 (linux/amd64) kubernetes/$Format', 'k9s'],
    ['Helm/3.15.2', 'helm'],
    ['kubelet/v1.30.1 (linux/amd64) kubernetes/6911225', 'kubelet'],
    [
      'kube-controller-manager/v1.30.1 (linux/amd64) kubernetes/6911225/system:serviceaccount:kube-system:job-controller',
      'kube-controller',
    ],
    ['approver/v0.0.0 (linux/amd64) kubernetes/$Format/leader-election', 'client-go'],
    ['operator/v0.1.0 (linux/arm64) kubernetes/1a2b3c4', 'client-go'],
    ['curl/7.79.1', 'curl'],
    ['Wget/1.21.2', 'wget'],
    ['python-requests/2.28.0', 'python'],
    ['Python-urllib/3.11', 'python'],
    ['aws-cli/2.13.0 Python/3.11.4 Linux/5.10.0-1234-aws exe/x86_64.ubuntu.22', 'aws-cli'],
    ['aws-cli/2.13.5 Python/3.11.4 Linux/4.14.255 exec-env/CloudShell exe/x86_64.amzn.2', 'cloudshell-aws'],
    ['[Boto3/1.26.165 Python/3.10.6 Linux/5.19.0-46-generic Botocore/1.29.165]', 'boto3'],
    ['APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io) terraform-provider-aws/3.76.1', 'terraform'],
    ['aws-sdk-go/1.29.7 (go1.13.7; darwin; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.12.24', 'terraform'],
    ['aws-sdk-go/1.15.12 (go1.12.6; linux; amd64)', 'sdk-aws-go'],
    ['[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 Linux/5.10.184]', 'aws-console'],
    ['AWS Internal', 'aws-service'],
    ['secretsmanager.amazonaws.com', 'aws-service'],
    ['[stratus-red-team_0362e208-cc47-4ba7-9c39-195518d6e937]', 'stratus-red-team'],
    ['TruffleHog', 'trufflehog'],
    ['google-cloud-sdk gcloud/431.0.0 command/gcloud.iam.service-accounts.create', 'gcloud'],
    ['Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.17763.1971', 'powershell'],
    ['AzurePowershell/v11.0.0 Az.Accounts/2.13.1', 'azure-powershell'],
    ['python/3.11.5 (Linux) AZURECLI/2.53.0', 'azure-cli'],
    ['GitHub CLI 2.40.1', 'gh'],
    ['git/2.39.3', 'git'],
    ['Go-http-client/2.0', 'go-http'],
    ['node-fetch/1.0', 'node'],
    ['axios/1.6.0', 'node'],
    ['Kubernetes Java Client/18.0.0-SNAPSHOT', 'java'],
    ['PostmanRuntime/7.32.3', 'postman'],
    ['Microsoft Office/16.0', 'office'],
    ['Client=REST;;', 'exchange-rest'],
    ['azurehound/v2.1.0', 'azurehound'],
    ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0', 'browser'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36',
      'browser',
    ],
    ['[aws-cli/2.15.10 Python/3.11.6 Linux/6.6.9-amd64 exe/x86_64.kali.2024]', 'kali'],
    ['sample-user-agent', 'other'],
    ['', 'none'],
    [' ', 'none'],
    ['-', 'none'],
  ])('%s is %s', (agent, family) => {
    expect(agentFamily(agent)).toBe(family);
  });

  test('hostile agents cost no time', () => {
    const spent = processorTime(500, () => {
      expect(agentFamily(`curl/${'a'.repeat(10_000_000)}`)).toBe('curl');
      expect(agentFamily(' '.repeat(10_000_000))).toBe('none');
    });
    expect(spent).toBeLessThan(500);
    expect(agentFamily('\u0000curl')).toBe('other');
    expect(agentFamily('__proto__')).toBe('other');
  });
});
