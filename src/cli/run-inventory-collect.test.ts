// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newFolder } from '../inventory/collect/testing/collecting.ts';
import { type ScriptedServer, startServer } from '../inventory/collect/testing/scripted-server.ts';
import { serveAnswers } from '../inventory/collect/testing/serve-answers.ts';
import type { CollectCommandRequest } from './run-inventory-collect.ts';
import { runInventoryCollect } from './run-inventory-collect.ts';

const example = fileURLToPath(new URL('../../examples/audit/gitlab/', import.meta.url));
let server: ScriptedServer | undefined;
let out = '';
let errors = '';

beforeEach(() => {
  out = '';
  errors = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    errors += text;
    return true;
  });
  vi.stubEnv('GITLAB_TOKEN', 'made-up');
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await server?.close();
});

function asked(more: Partial<CollectCommandRequest>): CollectCommandRequest {
  const option = { group: 'example-shop' };
  return { option, permissions: false, concurrency: 4, fresh: false, quiet: false, ...more };
}

async function start(): Promise<string> {
  const answers = serveAnswers({ folder: example, prefix: '/api/v4' });
  server = await startServer(answers.reply);
  answers.origin = server.origin;
  return server.origin;
}

describe('tokenward inventory collect', () => {
  it('lists permissions first, keeps the answers, and says with 3 that some were refused', async () => {
    const output = join(newFolder(), 'new');
    expect(await runInventoryCollect('gitlab', asked({ output, baseUrl: await start() }))).toBe(3);
    expect(readdirSync(output)).toEqual(['gitlab.pages.jsonl']);
    expect(errors).toContain('only reads');
    expect(errors).toContain('owner of the group / read_api');
    expect(errors).toMatch(/projects\?include_subgroups\S+: HTTP 404 Not Found \(needs: member of the group/);
    expect(out).toBe('');
  });

  it('says nothing with --quiet', async () => {
    const output = newFolder();
    await runInventoryCollect('gitlab', asked({ output, baseUrl: await start(), quiet: true }));
    expect(out + errors).toBe('');
  });

  it('calls nobody for --permissions', async () => {
    expect(await runInventoryCollect('gitlab', asked({ permissions: true, baseUrl: await start() }))).toBe(0);
    expect(out).toContain('member of the group / read_api');
    expect(server?.requests).toEqual([]);
  });

  it('lists providers with their options', async () => {
    expect(await runInventoryCollect(undefined, asked({}))).toBe(0);
    expect(out).toContain('github  GitHub organisation');
    expect(out).toContain('--option organisation=');
  });

  it('refuses what it does not know, and a place that is missing', async () => {
    await expect(runInventoryCollect('nobody', asked({}))).rejects.toMatchObject({ code: 'USAGE' });
    await expect(runInventoryCollect('gitlab', asked({}))).rejects.toThrow('--output FOLDER');
    await expect(runInventoryCollect('gitlab', asked({ option: { token: 'x' } }))).rejects.toThrow('no option token');
  });
});
