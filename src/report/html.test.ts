// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { style } from './html/style.ts';
import { makeTicks } from './html/time-axis.ts';
import { renderHtml } from './html.ts';
import { hostileResult, manyResult, quietResult, sampleResult } from './testing/sample-result.ts';
import { unsafeCharacters } from './testing/unsafe-characters.ts';

/** Elements and the names of their attributes, in order: what the page is made of, without any text. */
function skeleton(page: string): readonly string[] {
  return [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '</script><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style><style>*{display:none}',
    '<!--',
    ']]>',
    '</title><svg onload=alert(1)>',
    'javascript:alert(1)',
    '&lt;b&gt;&#x3c;',
    '\u202egnp.exe',
    '\u001b[2J\u0000',
    '\ud800',
    `${'<b>'.repeat(400_000)}`,
  ),
);

describe('renderHtml', () => {
  it('escapes every value: no text can add an element or an attribute', () => {
    const expected = skeleton(renderHtml(hostileResult('x'), { title: 'x' }));
    expect(expected.length).toBeGreaterThan(300);
    fc.assert(
      fc.property(hostile, (text) => {
        const page = renderHtml(hostileResult(text), { title: text });
        expect(skeleton(page)).toEqual(expected);
        expect(unsafeCharacters(page)).toEqual([]);
        expect(page.length).toBeLessThan(600_000);
      }),
      { numRuns: 60 },
    );
  });

  it('lets only its own style and script run, by hash, and nothing be loaded', () => {
    const page = renderHtml(sampleResult);
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1] ?? '';
    const hash = (element: string): string => {
      const source = new RegExp(`<${element}>([^]*?)</${element}>`).exec(page)?.[1] ?? '';
      return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
    };
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hash('style')}`,
      `script-src ${hash('script')}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    // The one address outside is that of the network data's source, which its licence asks to be linked.
    const named = '<a href="https://db-ip.com" rel="noreferrer">';
    expect(page).toContain(named);
    expect(page.replace(named, '')).not.toMatch(/\s(src|style|on[a-z]+)=|https?:|@import|url\(/);
  });

  it('tells all of a run', () => {
    const page = renderHtml(sampleResult);
    for (const { title, summary, rule } of sampleResult.findings) {
      for (const text of [title, summary, rule]) expect(page).toContain(text);
    }
    for (const text of [
      'Pod token taken, then spent in the cluster and the cloud',
      'logs/cluster-a/audit.jsonl:1490',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).toContain('The four kinds add up to the 48,213 records read.');
    expect(renderHtml({ ...sampleResult, tally: { ...sampleResult.tally, read: 1 } })).toContain('report it');
  });

  it('is the same for the same run, however long it took', () => {
    expect(renderHtml({ ...sampleResult, elapsedMs: 1 })).toBe(renderHtml({ ...sampleResult, elapsedMs: 99 }));
  });

  it('reads when nothing was found', () => {
    const page = renderHtml(quietResult);
    expect(page).toContain('That is no proof that nothing happened');
    for (const id of ['attacks', 'timeline', 'graph']) expect(page).not.toContain(`id="${id}"`);
  });

  it('shows 1,000 findings of 10,000 and says so', () => {
    const page = renderHtml(manyResult(10_000));
    expect(page.match(/<li class="finding /g)).toHaveLength(1000);
    expect(page).toContain('9,000 more findings');
    expect(page).toMatch(/Shown are the \d+ most important of \d+ names/);
    expect(page.match(/class="node"/g)?.length).toBeLessThanOrEqual(40);
  });

  it('has an id for every link and each id once', () => {
    const page = renderHtml(manyResult(200));
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });
});

describe('style', () => {
  const [light = '', dark = ''] = style.split('@media (prefers-color-scheme:dark)');
  const read = (css: string): Map<string, string> =>
    new Map(
      [...css.slice(0, css.indexOf('}')).matchAll(/--([a-z-]+):(#[0-9a-f]{3,6})/g)].map(
        ([, name = '', colour = '']) => [name, colour],
      ),
    );

  function luminance(colour: string): number {
    const hex = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join('') : colour.slice(1);
    const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
      const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  it.each([
    ['light', read(light.slice(light.indexOf(':root')))],
    ['dark', read(dark.slice(dark.indexOf(':root')))],
  ])('has readable text: %s (WCAG 2.2, 1.4.3)', (_, colours) => {
    for (const text of ['ink', 'soft', 'link', 'critical', 'high', 'medium', 'low', 'informational']) {
      for (const ground of ['paper', 'fill', 'page']) {
        const [a, b] = [luminance(colours.get(text) ?? '#'), luminance(colours.get(ground) ?? '#')];
        expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

describe('makeTicks', () => {
  const from = Date.UTC(2026, 2, 1, 22, 3);

  it.each([
    [30_000, '22:03:00'],
    [3_600_000, '22:10'],
    [86_400_000, '00:00'],
    [40 * 86_400_000, '2026-03-'],
  ])('labels a stretch of %i ms', (length, label) => {
    const ticks = makeTicks(from, from + length);
    expect(ticks[0]?.label).toContain(label);
    expect(ticks.length).toBeGreaterThan(1);
  });

  it('never makes more than nine', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 2 ** 40 }), (length) => {
        expect(makeTicks(from, from + length).length).toBeLessThanOrEqual(9);
      }),
    );
  });
});
