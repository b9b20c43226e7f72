// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../model/account.ts';
import { renderHtml } from './html.ts';
import { hostileResult, manyResult, sampleResult } from './testing/sample-result.ts';

const executablePath = process.env.TOKENWARD_CHROMIUM ?? '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(!existsSync(executablePath))('the page in a browser', () => {
  let directory: string;
  let browser: Browser;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'tokenward-html-'));
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(directory, { recursive: true });
  });

  /** Opens the page and gathers all that a good page never does: messages, dialogs, requests. */
  async function open(
    result: RunResult,
    options: BrowserContextOptions = {},
    hash = '',
  ): Promise<{ page: Page; noise: string[] }> {
    const file = join(directory, 'report.html');
    writeFileSync(file, renderHtml(result));
    const noise: string[] = [];
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(String(error)));
    page.on('dialog', (dialog) => noise.push(dialog.message()));
    page.on('request', (request) => {
      if (!request.url().startsWith(pathToFileURL(file).href)) noise.push(request.url());
    });
    await page.goto(pathToFileURL(file).href + hash);
    return { page, noise };
  }

  it('filters by severity and by words, and sorts', async () => {
    const { page, noise } = await open(manyResult(100));
    const visible = page.locator('.finding:visible');
    expect(await visible.count()).toBe(100);
    await page.getByRole('checkbox', { name: 'Critical' }).uncheck();
    expect(await visible.count()).toBe(80);
    await page.getByLabel('Search').fill('Consent PERSON-3@');
    const left = await visible.allTextContents();
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(80);
    for (const text of left) expect(text).toMatch(/consent/i);
    expect(await page.locator('#found').textContent()).toBe(`${left.length} of 100 findings shown`);
    await page.getByLabel('Search').fill('');
    await page.getByLabel('Order').selectOption('newest');
    const times = await visible.evaluateAll((items) => items.map((item) => item.getAttribute('data-time') ?? ''));
    expect(times).toEqual(times.toSorted().reverse());
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await page.locator('.finding:visible details[open]').count()).toBe(80);
    expect(noise).toEqual([]);
    await page.close();
  });

  it('leads from a mark of the timeline to its finding', async () => {
    const { page, noise } = await open(sampleResult);
    await page.locator('a[href="#finding-5"]').first().click();
    await page.locator('#finding-5 details[open]').waitFor();
    expect(noise).toEqual([]);
    await page.close();
  });

  it('reads without JavaScript', async () => {
    const { page, noise } = await open(sampleResult, { javaScriptEnabled: false });
    expect(await page.locator('#controls').isVisible()).toBe(false);
    await page.locator('#finding-2 summary').click();
    expect(await page.getByText('Mail.Read and offline_access were granted').isVisible()).toBe(true);
    expect(noise).toEqual([]);
    await page.close();
  });

  it.each([390, 768, 1280])('is not wider than a screen of %i', async (width) => {
    const { page } = await open(hostileResult('W'.repeat(5000)), { viewport: { width, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  });

  it.each(['</script><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '\u202e'])(
    'is not moved by %j',
    async (text) => {
      const { page, noise } = await open(hostileResult(text), {}, '#finding-1"><script>alert(1)</script>');
      expect(await page.locator('script').count()).toBe(1);
      expect(await page.locator('img, iframe, object, embed, link').count()).toBe(0);
      expect(noise).toEqual([]);
      await page.close();
    },
  );

  it('has landmarks, one main heading, named controls and headings without gaps', async () => {
    const { page } = await open(sampleResult);
    for (const role of ['banner', 'navigation', 'main', 'contentinfo', 'search'] as const) {
      expect(await page.getByRole(role).count(), role).toBe(1);
    }
    const levels = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) => all.map((item) => Number(item.tagName.slice(1))));
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, index) => {
      expect(level - (levels[index] ?? 0)).toBeLessThanOrEqual(1);
    });
    expect(await page.locator('svg:not([aria-hidden="true"]):not([aria-label])').count()).toBe(0);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.close();
  });
});
