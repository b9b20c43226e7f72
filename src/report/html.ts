// SPDX-License-Identifier: Apache-2.0
import type { RunResult } from '../model/account.ts';
import { renderPage } from './html/page.ts';

/**
 * One self-contained page: it loads nothing, reads without JavaScript and prints. The same result gives the same page.
 *
 * Every value is escaped, cut at 400 characters and freed of control and bidi characters. The 1,000 worst findings are
 * shown; it says how many more there are.
 *
 * @param options.title of the page; `Tokenward report` by default
 */
export function renderHtml(result: RunResult, options: { readonly title?: string } = {}): string {
  return renderPage(result, options.title ?? 'Tokenward report').markup;
}
