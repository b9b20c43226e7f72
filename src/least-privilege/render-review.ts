// SPDX-License-Identifier: Apache-2.0
// Reviews for people, and their patches.
import { countOf, type Review, type ReviewRow, type Standing, standings } from './review.ts';

const headings: Readonly<Record<Standing, string>> = {
  used: 'Used and granted',
  unused: 'Granted and not used in this time',
  'not-granted': 'Used but not granted',
  unknown: 'Unknown: not logged, so it stays',
};

const mostRows = 40;

/** No control characters of a log reach the terminal. */
function safe(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, ' ').slice(0, 400);
}

function* rowLines(row: ReviewRow): Generator<string> {
  const seen = row.count === undefined ? '' : `  ${row.count}x, last ${row.last?.slice(0, 10) ?? '?'}`;
  const by = [row.scope, row.grantedBy].filter((it) => it !== undefined).join(', ');
  yield `  ${safe(row.permission)}${by === '' ? '' : `  (${safe(by)})`}${seen}`;
  yield `      ${safe(row.why)}`;
}

/** A review as text: the numbers, the rows by standing, what it rests on, and what to do. */
export function* renderReview(review: Review): Generator<string> {
  yield `${safe(review.subject.name)}  ${standings.map((it) => `${countOf(review.rows, it)} ${it}`).join(', ')}`;
  for (const standing of standings) {
    const rows = review.rows.filter((it) => it.standing === standing);
    if (rows.length === 0) continue;
    yield '';
    yield `${headings[standing]}:`;
    for (const row of rows.slice(0, mostRows)) yield* rowLines(row);
    if (rows.length > mostRows) yield `  and ${rows.length - mostRows} more: \`--format json\` has them all`;
  }
  yield '';
  for (const it of review.explanation) yield safe(it);
  if (review.patch !== undefined) {
    yield '';
    yield 'The patch is printed by `--format patch`. To use it:';
    for (const [index, it] of review.patch.how.entries()) yield `  ${index + 1}. ${safe(it)}`;
  }
  yield '';
}

/** The patches alone. YAML of several subjects is one stream; JSON of several is one array. */
export function renderPatches(reviews: readonly Review[]): string {
  const patches = reviews.flatMap((it) => (it.patch === undefined ? [] : [{ review: it, patch: it.patch }]));
  if (patches.every(({ patch }) => patch.format === 'json')) {
    if (patches.length === 1) return patches[0]?.patch.text ?? '';
    const all = patches.map(({ review, patch }) => ({
      for: review.subject.id,
      patch: JSON.parse(patch.text) as unknown,
    }));
    return `${JSON.stringify(all, null, 2)}\n`;
  }
  return patches
    .filter(({ patch }) => patch.format === 'yaml')
    .map(({ review, patch }) => {
      const how = patch.how.map((it) => `# ${safe(it)}\n`).join('');
      return `# ${safe(review.subject.name)}\n${how}${patch.text}`;
    })
    .join('---\n');
}
