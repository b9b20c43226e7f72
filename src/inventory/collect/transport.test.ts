// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCollector } from './run-collector.ts';
import { createCollector, newFolder, request } from './testing/collecting.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** An authority of its own, and what it signs; made anew each time, so that no key rests in a repository. */
function makeCertificates(folder: string): (name: string) => string {
  const run = (line: string): void => {
    execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'ignore' });
  };
  writeFileSync(join(folder, 'ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1');
  run('req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=authority');
  for (const name of ['server', 'client']) {
    run(`req -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.csr -subj /CN=${name}`);
    run(`x509 -req -in ${name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out ${name}.pem -days 2 -extfile ext`);
  }
  return (name) => readFileSync(join(folder, name), 'utf8');
}

describe.skipIf(!hasOpenssl)('a server with an authority of its own, that asks for a certificate', () => {
  let server: Server;
  let origin = '';
  let pem: (name: string) => string;

  beforeAll(async () => {
    pem = makeCertificates(newFolder());
    const own = { key: pem('server.key'), cert: pem('server.pem'), ca: pem('ca.pem') };
    let cut = true;
    server = createServer({ ...own, requestCert: true, rejectUnauthorized: true }, ({ url }, response) => {
      if (url === '/others' && cut) {
        cut = false;
        response.writeHead(200, { 'content-length': '999' });
        response.write('[{', () => response.destroy());
        return;
      }
      response.end(url === '/things' ? JSON.stringify([{ id: 1, note: 'x'.repeat(10_000) }]) : '[]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is read with both, also where an answer breaks off', async () => {
    const tls = async () => ({ ca: pem('ca.pem'), cert: pem('client.pem'), key: pem('client.key') });
    const asked = request(origin, { collector: createCollector({ tls }) });
    expect(await runCollector(asked)).toMatchObject({ pages: 3, failed: [] });
    const { failed } = await runCollector({ ...asked, folder: newFolder(), patience: { bodyLimit: 1_000 } });
    expect(failed.map((it) => it.why)).toEqual(['the answer has more than 1000 bytes']);
  });

  it('is not trusted without its authority, and does not let in without a certificate', async () => {
    const patience = { attempts: 2 };
    await expect(runCollector(request(origin, { patience }))).rejects.toThrow('certificate');
    const tls = async () => ({ ca: pem('ca.pem') });
    const collector = createCollector({ tls });
    await expect(runCollector(request(origin, { collector, patience }))).rejects.toThrow('could not be reached');
  });
});
