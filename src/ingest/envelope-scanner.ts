// SPDX-License-Identifier: Apache-2.0

/** Longest key text that is kept; the keys that matter are shorter. */
const keyLimit = 32;

/** Keys that may stand beside `value` in an API's answer; any other key means that the object is a record of its own. */
export function besideValue(key: string): boolean {
  return key.startsWith('@') || key === 'nextLink' || key === 'count' || key.startsWith('odata.');
}

/** Keys whose array is an envelope's wherever it stands, and those that must have nothing but annotations before them. */
const anywhere = new Set(['Records', 'records']);
const atStart = new Set(['value', 'Events', 'events', 'entries']);

/**
 * Follows one top-level object byte by byte and says where an envelope's array begins: `Records`, `records`, or, with
 * nothing but annotations before it, `value`, `Events`, `events` or `entries`, holding objects or nothing.
 */
export class EnvelopeScanner {
  #depth = 0;
  #inString = false;
  #escaped = false;
  #expectKey = false;
  #capturing = false;
  #key = '';
  #foreign = false;
  #awaiting = false;

  /** `enter`: the byte is the first of the array's content and is not consumed. `closed`: the byte ends the object. */
  step(byte: number): 'on' | 'enter' | 'closed' {
    if (this.#inString) {
      this.#stepString(byte);
      return 'on';
    }
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return 'on';
    if (this.#awaiting) {
      this.#awaiting = false;
      if (byte === 0x7b || byte === 0x5d) return 'enter';
      this.#depth++;
    }
    switch (byte) {
      case 0x22:
        this.#inString = true;
        this.#capturing = this.#depth === 1 && this.#expectKey;
        if (this.#capturing) this.#key = '';
        break;
      case 0x3a:
        if (this.#depth === 1) this.#endKey();
        break;
      case 0x2c:
        if (this.#depth === 1) this.#expectKey = true;
        break;
      case 0x7b:
        this.#depth++;
        if (this.#depth === 1) this.#expectKey = true;
        break;
      case 0x5b:
        if (this.#depth === 1 && !this.#expectKey && this.#fits()) this.#awaiting = true;
        else this.#depth++;
        break;
      case 0x7d:
      case 0x5d:
        this.#depth--;
        if (this.#depth <= 0) return 'closed';
        break;
    }
    return 'on';
  }

  #stepString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === 0x5c) this.#escaped = true;
    // A line break cannot stand in a JSON string: the string was never closed.
    else if (byte === 0x22 || byte === 0x0a) {
      this.#inString = false;
      return;
    }
    if (this.#capturing && this.#key.length < keyLimit) this.#key += String.fromCharCode(byte);
  }

  #endKey(): void {
    this.#expectKey = false;
    if (!atStart.has(this.#key) && !besideValue(this.#key)) this.#foreign = true;
  }

  #fits(): boolean {
    return anywhere.has(this.#key) || (atStart.has(this.#key) && !this.#foreign);
  }
}
