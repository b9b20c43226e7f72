// SPDX-License-Identifier: Apache-2.0

/** Search, filter, order and opening of findings. The page reads without it; it makes no request and builds no markup. */
export const script = `
'use strict';
(() => {
  const form = document.getElementById('controls');
  const list = document.getElementById('finding-list');
  const openTarget = () => {
    const target = /^#finding-\\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    const details = target && target.querySelector('details');
    if (details) details.open = true;
  };
  addEventListener('hashchange', openTarget);
  openTarget();
  if (!form || !list) return;
  form.hidden = false;
  const items = [...list.children].map((element, index) => ({ element, index, text: element.textContent.toLowerCase() }));
  const search = document.getElementById('search');
  const order = document.getElementById('order');
  const toggle = document.getElementById('toggle');
  const found = document.getElementById('found');
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const orders = {
    severity: (a, b) => a.index - b.index,
    newest: (a, b) => compare(b.element.dataset.time, a.element.dataset.time) || a.index - b.index,
    oldest: (a, b) => compare(a.element.dataset.time, b.element.dataset.time) || a.index - b.index,
    rule: (a, b) => compare(a.element.dataset.rule, b.element.dataset.rule) || a.index - b.index,
  };
  const filter = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const wanted = new Set([...form.querySelectorAll('input[name=severity]:checked')].map((box) => box.value));
    let shown = 0;
    for (const { element, text } of items) {
      const fits = wanted.has(element.dataset.severity) && words.every((word) => text.includes(word));
      element.hidden = !fits;
      if (fits) shown += 1;
    }
    found.textContent = shown === items.length ? '' : shown + ' of ' + items.length + ' findings shown';
  };
  const sort = () => list.append(...[...items].sort(orders[order.value]).map(({ element }) => element));
  form.addEventListener('submit', (event) => event.preventDefault());
  search.addEventListener('input', filter);
  form.addEventListener('change', (event) => (event.target === order ? sort() : filter()));
  const setAll = (open) => {
    for (const { element } of items) if (!element.hidden) element.firstElementChild.open = open;
    toggle.textContent = open ? 'Close all' : 'Open all';
  };
  toggle.addEventListener('click', () => setAll(toggle.textContent === 'Open all'));
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
  });
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    search.focus();
  });
})();
`;
