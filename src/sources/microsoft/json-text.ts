// SPDX-License-Identifier: Apache-2.0

/** Nesting allowed in JSON that lies as text in a field. */
const maximumDepth = 32;
/** Characters allowed in one such field. */
const maximumLength = 4 * 1024 * 1024;

/**
 * The value that a field holds as JSON text (an object or a list); anything else, and text that is not valid JSON, too
 * long (4 Mi characters) or nested too deep (32 levels), is given back as it is.
 */
export function fromJsonText(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > maximumLength) return value;
  const first = value.trimStart().charAt(0);
  if ((first !== '{' && first !== '[') || tooDeep(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    // Truncated columns are common; the text itself is then the best there is.
    return value;
  }
}

function tooDeep(json: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (quoted) {
      if (character === '\\') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > maximumDepth) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}
