// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { renderTerminal } from './terminal.ts';
import { quietResult, sampleResult, storyResult } from './testing/sample-result.ts';

const plain = (width: number) => ({ color: false, width });

/** The worst finding of the sample and its attack. */
const oneFinding = { ...storyResult, findings: storyResult.findings.slice(0, 1) };

describe('what renderTerminal shows', () => {
  it('reads well at 40 columns', () => {
    expect(renderTerminal(oneFinding, plain(40))).toMatchInlineSnapshot(`
      "1 finding, 1 attack: 1 critical

      One attack, 3 findings: Pod token taken,
      then spent in the cluster and the cloud
        The token of pod api-6d9f in payments
        was used from 198.51.100.77 at a
        hosting company, 3 minutes after
        somebody read it in the pod.
        When     2026-03-02 10:02:00 to
                 10:40:09 UTC
        Joined   by address 198.51.100.77,
                 credential jti
                 5b0c1a52-77aa-4c1e-9d1f-
                 2f6f0e1f9a10
        2026-03-02 UTC
        10:14:02  CRITICAL 1: Pod token used
                  from outside the cluster

      ────────────────────────────────────────
      CRITICAL 1  Pod token used from outside
                  the cluster
        The token of pod api-6d9f in payments
        was used from 198.51.100.77 at a
        hosting company, 3 minutes after
        somebody read it in the pod.

        Who      service-account payments/api
                 (system:serviceaccount:
                 payments:api)
        With     bound-token jti
                 5b0c1a52-77aa-4c1e-9d1f-
                 2f6f0e1f9a10
        Through  agent kubectl
                 (kubectl/v1.31.0
                 (linux/amd64))
        From     198.51.100.77, AS64500
                 Example Hosting, NL, hosting
        On       secret payments/card-gateway
        When     2026-03-02 10:14:02 to
                 10:31:40 UTC

        What happened (4 events)
          2026-03-02 UTC
          10:14:02 kubernetes.audit
            create serviceaccounts/token from
            192.0.2.10
            The token was handed out to pod
            api-6d9f
          10:15:00 +58s kubernetes.audit
            create pods/exec from 192.0.2.44
            A shell was opened in the pod by
            somebody who never did so before
          10:18:12 +3m12s kubernetes.audit
            list secrets from 198.51.100.77
            First use from outside the cluster
          10:31:40 +13m28s kubernetes.audit
            get secrets from 198.51.100.77
            A secret was read with it

        What to do
         1. Delete pod api-6d9f: a bound token
            dies with its pod.
         2. Replace the secret
            payments/card-gateway, which was
            read with the token.
         3. Ask dev-kim@example.com about the
            shell at 10:15 UTC.

        Unless   A backup job that runs
                 outside the cluster with a
                 mounted token.
        Evidence logs/cluster-a/audit.jsonl:
                 1204, 1377, 1490, 1881
        Rule     k8s_bound_token_outside_its_
                 pod, stable, confidence high,
                 T1528, AN1423

      1 problem with the input
      ────────────────────────────────────────
        logs/aws/2026-03-01.json.gz
          The gzip stream ends early; the
          records before that were read. Fetch
          the file again.
          [COMPRESSION_INVALID]

      What was read
      ────────────────────────────────────────
        records read    48,213
          matched           46  met a rule
          clean         48,146
          unrecognised      20
          unparsable         1
        late                 3
        duplicate           12
        evicted              0

        By source
          kubernetes.audit  40,100
          aws.cloudtrail     6,012
          entra.audit        1,980
          github.audit         100

        Input    4 files, 31.5 MB
        Span     2026-03-01 22:00:03 to
                 2026-03-02 11:59:58 UTC
        Rules    64 loaded, 2 skipped

        Unrecognised (1 of 20)
          logs/github.json:44
            No source knows a record with
            these fields. [RECORD_INVALID]
            {"msg":"started","pid":1}

        Unparsable (1 of 1)
          logs/cluster-a/audit.jsonl:2001
            The line ends in the middle of a
            JSON object. [RECORD_INVALID]
            {"kind":"Event","apiVersion":
            "audit.k8s.io/v1","lev
      "
    `);
  });

  it('reads well at 80 columns', () => {
    expect(renderTerminal(sampleResult, plain(80))).toMatchInlineSnapshot(`
      "5 findings, 1 attack: 1 critical, 2 high, 1 medium, 1 low

      One attack, 3 findings: Pod token taken, then spent in the cluster and the cloud
        The token of pod api-6d9f in payments was used from 198.51.100.77 at a hosting
        company, 3 minutes after somebody read it in the pod.
        When     2026-03-02 10:02:00 to 10:40:09 UTC
        Joined   by address 198.51.100.77, credential jti
                 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10
        2026-03-02 UTC
        10:02:00  HIGH 3: Cloud session used from a second network
        10:14:02  CRITICAL 1: Pod token used from outside the cluster
        10:18:12  MEDIUM 4: Service account lists secrets for the first time

      ────────────────────────────────────────────────────────────────────────────────
      CRITICAL 1  Pod token used from outside the cluster
        The token of pod api-6d9f in payments was used from 198.51.100.77 at a hosting
        company, 3 minutes after somebody read it in the pod.

        Who      service-account payments/api (system:serviceaccount:payments:api)
        With     bound-token jti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10
        Through  agent kubectl (kubectl/v1.31.0 (linux/amd64))
        From     198.51.100.77, AS64500 Example Hosting, NL, hosting
        On       secret payments/card-gateway
        When     2026-03-02 10:14:02 to 10:31:40 UTC

        What happened (4 events)
          2026-03-02 UTC
          10:14:02           create serviceaccounts/token  192.0.2.10
                             kubernetes.audit: The token was handed out to pod
                             api-6d9f
          10:15:00     +58s  create pods/exec              192.0.2.44
                             kubernetes.audit: A shell was opened in the pod by
                             somebody who never did so before
          10:18:12   +3m12s  list secrets                  198.51.100.77
                             kubernetes.audit: First use from outside the cluster
          10:31:40  +13m28s  get secrets                   198.51.100.77
                             kubernetes.audit: A secret was read with it

        What to do
         1. Delete pod api-6d9f: a bound token dies with its pod.
         2. Replace the secret payments/card-gateway, which was read with the token.
         3. Ask dev-kim@example.com about the shell at 10:15 UTC.

        Unless   A backup job that runs outside the cluster with a mounted token.
        Evidence logs/cluster-a/audit.jsonl:1204, 1377, 1490, 1881
        Rule     k8s_bound_token_outside_its_pod, stable, confidence high, T1528,
                 AN1423

      ────────────────────────────────────────────────────────────────────────────────
      HIGH 2  Consent to a new application that reads mail
        A person in finance let the new application 請求書ビューア read all mail and
        stay signed in.

        Who      user Ana Ibáñez (ana@example.org)
        Through  application 請求書ビューア (8f1c2d3e-0000-4000-8000-5a5a5a5a5a5a)
        From     203.0.113.50, ES, isp, your network madrid office
        On       mailbox ana@example.org
        When     2026-03-02 08:30:55 to 08:31:10 UTC

        What happened (2 events)
          2026-03-02 UTC
          08:30:55        entra.audit  Add service principal   203.0.113.50
                          The application was added to the directory
          08:31:10  +15s  entra.audit  Consent to application  203.0.113.50
                          Mail.Read and offline_access were granted

        What to do
         1. Remove the grant of the application, then revoke the refresh tokens of
            ana@example.org.

        Unless   An application your own people are rolling out; allow it by its id.
        Evidence logs/entra/audit.jsonl:12, 13
        Rule     entra_risky_consent_to_new_app, stable, confidence medium, T1528,
                 AN1425

      ────────────────────────────────────────────────────────────────────────────────
      HIGH 3  Cloud session used from a second network
        The session of role deploy was used from 198.51.100.77 while its own job was
        still running in AWS.

        Who      role deploy (arn:aws:iam::111122223333:role/deploy)
        With     access-key ASIA…QX7A
        Through  agent aws-cli/2.17.0
        From     198.51.100.77, AS64500 Example Hosting, NL, hosting
        When     2026-03-02 10:02:00 to 10:40:09 UTC

        What happened (2 events)
          2026-03-02 UTC
          10:02:00           aws.cloudtrail  AssumeRoleWithWebIdentity  203.0.113.9
                             The session began in the build job
          10:40:09  +38m09s  aws.cloudtrail  GetCallerIdentity          198.51.100.77
                             The same session from another network

        What to do
         1. Revoke the sessions of role deploy issued before now.
         2. Look at what the key did after 10:40 UTC.

        Evidence logs/aws/2026-03-02.json.gz:88, 141
        Rule     aws_session_used_from_two_networks, stable, confidence high, T1528,
                 T1078.004, AN1422

      ────────────────────────────────────────────────────────────────────────────────
      MEDIUM 4  Service account lists secrets for the first time
        payments/api listed all secrets of its namespace, which it had not done in the
        14 days before.

        Who      service-account payments/api (system:serviceaccount:payments:api)
        With     bound-token jti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10
        From     198.51.100.77, AS64500 Example Hosting, NL, hosting
        When     2026-03-02 10:18:12 UTC

        What happened (1 event)
          2026-03-02 UTC
          10:18:12    kubernetes.audit  list secrets  198.51.100.77
                      The list call

        What to do
         1. Take the verb list on secrets from the role of payments/api.

        Evidence logs/cluster-a/audit.jsonl:1490
        Rule     k8s_secrets_listed_for_the_first_time, incubating, confidence medium,
                 T1528, AN1423

      ────────────────────────────────────────────────────────────────────────────────
      LOW 5  Access token used by a tool not seen before
        The token ci-release was used by curl; so far only the build used it.

        Who      user example-bot
        With     personal-access-token ci-release (sha256 9f2d…)
        From     2001:db8::1f
        When     2026-03-01 23:58:30 to 2026-03-02 00:00:10 UTC

        What happened (37 events)
          2026-03-01 UTC
          23:58:30          github.audit  git.clone
                            First call with curl
          2026-03-02 UTC
          00:00:10  +1m39s  github.audit  git.clone
                            More calls
          and 35 more

        Evidence logs/github.json:5, 9
        Rule     github_token_new_agent, experimental, confidence low, T1528, AN1423

      1 problem with the input
      ────────────────────────────────────────────────────────────────────────────────
        logs/aws/2026-03-01.json.gz
          The gzip stream ends early; the records before that were read. Fetch the
          file again. [COMPRESSION_INVALID]

      What was read
      ────────────────────────────────────────────────────────────────────────────────
        records read    48,213
          matched           46  met a rule
          clean         48,146  known source, no rule met
          unrecognised      20  no source knows them
          unparsable         1  not valid records
        late                 3  times an event came too late for a rule
        duplicate           12  times an event came to a rule again; it counts once
        evicted              0  state given up to stay within memory

        By source
          kubernetes.audit  40,100
          aws.cloudtrail     6,012
          entra.audit        1,980
          github.audit         100

        Input    4 files, 31.5 MB
        Span     2026-03-01 22:00:03 to 2026-03-02 11:59:58 UTC
        Rules    64 loaded, 2 skipped

        Unrecognised (1 of 20)
          logs/github.json:44
            No source knows a record with these fields. [RECORD_INVALID]
            {"msg":"started","pid":1}

        Unparsable (1 of 1)
          logs/cluster-a/audit.jsonl:2001
            The line ends in the middle of a JSON object. [RECORD_INVALID]
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","lev
      "
    `);
  });

  it('reads well at 120 columns', () => {
    expect(renderTerminal(oneFinding, plain(120))).toMatchInlineSnapshot(`
      "1 finding, 1 attack: 1 critical

      One attack, 3 findings: Pod token taken, then spent in the cluster and the cloud
        The token of pod api-6d9f in payments was used from 198.51.100.77 at a hosting company, 3 minutes after somebody read
        it in the pod.
        When     2026-03-02 10:02:00 to 10:40:09 UTC
        Joined   by address 198.51.100.77, credential jti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10
        2026-03-02 UTC
        10:14:02  CRITICAL 1: Pod token used from outside the cluster

      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
      CRITICAL 1  Pod token used from outside the cluster
        The token of pod api-6d9f in payments was used from 198.51.100.77 at a hosting company, 3 minutes after somebody read
        it in the pod.

        Who      service-account payments/api (system:serviceaccount:payments:api)
        With     bound-token jti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10
        Through  agent kubectl (kubectl/v1.31.0 (linux/amd64))
        From     198.51.100.77, AS64500 Example Hosting, NL, hosting
        On       secret payments/card-gateway
        When     2026-03-02 10:14:02 to 10:31:40 UTC

        What happened (4 events)
          2026-03-02 UTC
          10:14:02           kubernetes.audit  create serviceaccounts/token  192.0.2.10
                             The token was handed out to pod api-6d9f
          10:15:00     +58s  kubernetes.audit  create pods/exec              192.0.2.44
                             A shell was opened in the pod by somebody who never did so before
          10:18:12   +3m12s  kubernetes.audit  list secrets                  198.51.100.77
                             First use from outside the cluster
          10:31:40  +13m28s  kubernetes.audit  get secrets                   198.51.100.77
                             A secret was read with it

        What to do
         1. Delete pod api-6d9f: a bound token dies with its pod.
         2. Replace the secret payments/card-gateway, which was read with the token.
         3. Ask dev-kim@example.com about the shell at 10:15 UTC.

        Unless   A backup job that runs outside the cluster with a mounted token.
        Evidence logs/cluster-a/audit.jsonl:1204, 1377, 1490, 1881
        Rule     k8s_bound_token_outside_its_pod, stable, confidence high, T1528, AN1423

      1 problem with the input
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        logs/aws/2026-03-01.json.gz
          The gzip stream ends early; the records before that were read. Fetch the file again. [COMPRESSION_INVALID]

      What was read
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        records read    48,213
          matched           46  met a rule
          clean         48,146  known source, no rule met
          unrecognised      20  no source knows them
          unparsable         1  not valid records
        late                 3  times an event came too late for a rule
        duplicate           12  times an event came to a rule again; it counts once
        evicted              0  state given up to stay within memory

        By source
          kubernetes.audit  40,100
          aws.cloudtrail     6,012
          entra.audit        1,980
          github.audit         100

        Input    4 files, 31.5 MB
        Span     2026-03-01 22:00:03 to 2026-03-02 11:59:58 UTC
        Rules    64 loaded, 2 skipped

        Unrecognised (1 of 20)
          logs/github.json:44
            No source knows a record with these fields. [RECORD_INVALID]
            {"msg":"started","pid":1}

        Unparsable (1 of 1)
          logs/cluster-a/audit.jsonl:2001
            The line ends in the middle of a JSON object. [RECORD_INVALID]
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","lev
      "
    `);
  });

  it('says what it read when it found nothing', () => {
    expect(renderTerminal(quietResult, plain(80)).split('\n').slice(0, 16).join('\n')).toMatchInlineSnapshot(`
      "No findings. No rule was met in the records that were recognised; see below what
      was read and what was not.

      What was read
      ────────────────────────────────────────────────────────────────────────────────
        records read    48,213
          matched            0  met a rule
          clean         48,192  known source, no rule met
          unrecognised      20  no source knows them
          unparsable         1  not valid records
        late                 3  times an event came too late for a rule
        duplicate           12  times an event came to a rule again; it counts once
        evicted              0  state given up to stay within memory

        By source
          kubernetes.audit  40,100"
    `);
  });
});
