// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readInventory } from '../read-inventory.ts';
import { classifyHost } from './destinations.ts';
import { urlParts } from './url-parts.ts';

async function read(name: string, content: string | Buffer): ReturnType<typeof readInventory> {
  const cwd = mkdtempSync(join(tmpdir(), 'tokenward-network-'));
  writeFileSync(join(cwd, name), content);
  return readInventory(['.'], { cwd });
}

const header =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n';

describe('readers of network logs', () => {
  it('read compressed logs of any size and add them up', async () => {
    const line = (index: number): string =>
      `2 111122223333 eni-0a1b2c3d4e5f60718 10.0.${index % 4}.5 10.0.9.${index % 2} 50000 6443 6 1 80 ${1_780_000_000 + index} 1780000060 ${index % 10 === 0 ? 'REJECT' : 'ACCEPT'} OK\n`;
    const text = header + Array.from({ length: 200_000 }, (_, index) => line(index)).join('');
    const { inventory, problems, byReader } = await read('flow.log.gz', gzipSync(text));
    expect(problems).toEqual([]);
    expect(byReader).toEqual({ 'network.aws-vpc-flow': 1 });
    const flows = inventory.of('network.flow');
    expect(flows.length).toBe(4);
    expect(flows.reduce((sum, it) => sum + it.count, 0)).toBe(200_000);
    expect(flows.reduce((sum, it) => sum + it.denied, 0)).toBe(20_000);
    expect(inventory.of('window')[0]).toMatchObject({ first: '2026-05-28T20:26:40.000Z', records: 200_000 });
    expect(inventory.of('window')[0]?.missing?.join()).toContain('169.254.169.254');
  });

  it('say what could not be read, and read the rest', async () => {
    const { inventory, problems } = await read(
      'access.log',
      '1780000000.123    210 10.9.4.4 TCP_MISS/200 5120 CONNECT dev-1.okta.com:443 - HIER_DIRECT/192.0.2.10 -\nnonsense\n\u0000\n',
    );
    expect(problems.map((it) => it.message)).toEqual([
      './access.log: 2 of 3 records could not be read as Squid access.log',
    ]);
    expect(inventory.of('network.flow').map((it) => [it.source, it.class, it.target, it.port])).toEqual([
      ['10.9.4.4', 'token-endpoint', 'dev-1.okta.com', 443],
    ]);
  });

  it('keep no query of a URL: it may hold a code or token', async () => {
    const secret = ['code', 'secretvalue'].join('=');
    const { inventory } = await read(
      'access.log',
      `1780000000.123    210 10.9.4.4 TCP_MISS/200 5120 GET http://login.microsoftonline.com/common/oauth2/deviceauth?${secret} - HIER_DIRECT/192.0.2.10 -\n`,
    );
    expect(inventory.of('network.flow')[0]?.class).toBe('device-code');
    expect(JSON.stringify([...inventory.all()])).not.toContain('secretvalue');
  });

  it('read JSON of Zeek', async () => {
    const line = { ts: 1_780_000_000.5, 'id.orig_h': '10.0.1.5', 'id.resp_h': '192.0.2.9', 'id.resp_p': 443 };
    const { inventory } = await read(
      'ssl.log',
      `${JSON.stringify({ ...line, version: 'TLSv10', cipher: 'x', server_name: 'sts.amazonaws.com' })}\n`,
    );
    expect(inventory.of('network.flow')[0]).toMatchObject({ target: 'sts.amazonaws.com', tls: ['TLSv10'], port: 443 });
  });

  it('take the year of syslog from the file', async () => {
    const { inventory } = await read(
      'pihole.log',
      'Jan  3 09:00:00 dnsmasq[811]: query[A] dev-1.okta.com from 10.9.4.4\n',
    );
    const year = new Date().getUTCFullYear();
    expect([`${year}-01-03`, `${year - 1}-01-03`]).toContain(inventory.of('network.flow')[0]?.first.slice(0, 10));
  });
});

describe('classifyHost', () => {
  it.each([
    ['LOGIN.microsoftonline.com.', undefined, 'token-endpoint'],
    ['github.com', undefined, undefined],
    ['github.com', '/login/oauth/access_token', 'token-endpoint'],
    ['github.com', '/login/device', 'device-code'],
    ['sts.eu-central-1.amazonaws.com', undefined, 'token-endpoint'],
    ['s3.eu-central-1.amazonaws.com', undefined, undefined],
    ['0123ABCD.gr7.eu-central-1.eks.amazonaws.com', undefined, 'api-server'],
    ['www.google-analytics.com', undefined, undefined],
    ['login.microsoftonline.com.evil.example', undefined, 'look-alike'],
    ['constructor', undefined, undefined],
  ])('%s %s: %s', (host, path, wanted) => {
    expect(classifyHost(host, path)?.class).toBe(wanted);
  });
});

describe('urlParts', () => {
  it.each([
    ['http://user:x@169.254.169.254/latest/?a=b', '169.254.169.254', 80, '/latest/'],
    ['[fd00:ec2::254]:80', 'fd00:ec2::254', 80, undefined],
    ['example.com:443', 'example.com', 443, undefined],
    ['https://example.com', 'example.com', 443, undefined],
  ])('%s', (text, host, port, path) => {
    expect(urlParts(text)).toMatchObject({ host, port, path });
  });
});
