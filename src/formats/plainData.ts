export type Fields = Readonly<Record<string, unknown>>;

export type DataReading =
  | { readonly ok: true; readonly value: unknown }
  /** `fault` ends the sentence "cannot be read:". */
  | { readonly ok: false; readonly fault: string };

/** Deeper than any value of ours, and far from where a recursive reader runs out of stack. */
const DEEPEST = 64;

/**
 * JSON from a stranger. A field named `__proto__` is left out everywhere: copied by assignment it would change what
 * an object inherits.
 */
export function parseData(text: string): DataReading {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const mayPollute = plain.includes('__proto__') || plain.includes('\\u');
  try {
    return { ok: true, value: mayPollute ? JSON.parse(plain, withoutPrototype) : JSON.parse(plain) };
  } catch (error) {
    return {
      ok: false,
      fault: error instanceof SyntaxError ? syntaxFault(error, plain) : 'it is nested too deeply',
    };
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is nested more than 64 levels deep. */
export function isTooDeep(value: unknown, levels = DEEPEST): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1));
}

function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

/** Engines word their complaints differently; V8's carries the place. */
function syntaxFault(error: SyntaxError, text: string): string {
  const position = /position (\d+)/.exec(error.message)?.[1];
  if (position === undefined) return 'it is not JSON, or it was cut off';
  return `it is not JSON, or it was cut off, at line ${text.slice(0, Number(position)).split('\n').length}`;
}
