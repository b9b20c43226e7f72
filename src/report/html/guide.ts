// SPDX-License-Identifier: Apache-2.0
import { html, type Markup } from './markup.ts';

/** What the words on the page mean. */
export function renderGuide(): Markup {
  return html`<section id="guide" aria-labelledby="guide-title"><h2 id="guide-title">How to read this</h2>
<dl class="guide">
<div><dt>Finding</dt><dd>Records that met a rule. It is a reason to look, with what to do first; it is not yet a proven attack.</dd></div>
<div><dt>Attack</dt><dd>Findings that share a credential, a principal or an address, told in the order of their time.</dd></div>
<div><dt>Severity</dt><dd>How bad it is if it is true. Critical and high: act now. Medium: look today.
Low and info: read when there is time, or together with others.</dd></div>
<div><dt>Confidence</dt><dd>How often the rule is right. “Harmless if it is” names the cases in which it is not.</dd></div>
<div><dt>Maturity</dt><dd>How well the rule is tried: experimental, incubating, stable.</dd></div>
<div><dt>Time</dt><dd>Always UTC, as the log has it. A gap such as +3m12s is the time since the event before.</dd></div>
<div><dt>Names</dt><dd>Credentials are told by id or fingerprint; no secret is on this page.
Text such as \\x1b or \\u202e stands for a character that was in the log and could mislead the reader;
long values are cut and say by how much.</dd></div>
<div><dt>No finding</dt><dd>Means that no loaded rule was met in the records that were recognised, and nothing more.</dd></div>
</dl></section>`;
}
