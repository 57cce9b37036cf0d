import type { Segment } from './segment.ts';
import { fromRuns, isRuns, toRuns, type Runs } from './runs.ts';

/** A segment as it lies at rest: 8 to 9 bytes for what its wide columns say of an answer, instead of 12. */
export type PackedSegment = Omit<Segment, Wide> & Readonly<Record<Wide, Packed>>;

type Wide = 'card' | 'sinceDay' | 'gradeAndTook';

/** A column of 32-bit numbers: the low bytes of each, lowest first, and what is above them, which seldom changes. */
type Packed = { readonly width: number; readonly low: Uint8Array; readonly high: Runs };

const WIDTHS = [2, 3, 4];

/** Bytes that a run takes at rest, about. */
const RUN_BYTES = 12;

export function packSegment(segment: Segment): PackedSegment {
  const { card, sinceDay, gradeAndTook } = segment;
  return {
    ...segment,
    card: pack(card),
    sinceDay: pack(Uint32Array.from(sinceDay, (at, row) => at - (sinceDay[row - 1] ?? 0))),
    gradeAndTook: pack(gradeAndTook.map(gradeLast)),
  };
}

/** The segment that was packed; any other value as it is. */
export function unpackSegment(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { card, sinceDay, gradeAndTook } = value as Readonly<Record<Wide, unknown>>;
  if (!isPacked(card) || !isPacked(sinceDay) || !isPacked(gradeAndTook)) return value;
  return {
    ...value,
    card: unpack(card),
    sinceDay: summedUp(unpack(sinceDay)),
    gradeAndTook: unpack(gradeAndTook).map(gradeFirst),
  };
}

/** Turns the grade's two bits to the bottom, so that the top ones are empty unless an answer took very long. */
function gradeLast(gradeAndTook: number): number {
  return (gradeAndTook << 2) | (gradeAndTook >>> 30);
}

function gradeFirst(turned: number): number {
  return (turned >>> 2) | (turned << 30);
}

function summedUp(steps: Uint32Array): Int32Array {
  const column = new Int32Array(steps.length);
  let sum = 0;
  for (let row = 0; row < steps.length; row += 1) {
    sum = (sum + (steps[row] ?? 0)) | 0;
    column[row] = sum;
  }
  return column;
}

function pack(column: Uint32Array): Packed {
  const ways = WIDTHS.map((width) => {
    const high = toRuns(column.map((number) => Math.floor(number / 256 ** width)));
    return { width, high, size: column.length * width + high.values.length * RUN_BYTES };
  });
  const { width, high } = ways.reduce((best, way) => (way.size < best.size ? way : best));
  const low = new Uint8Array(column.length * width);
  for (const [row, number] of column.entries()) {
    for (let byte = 0; byte < width; byte += 1) low[row * width + byte] = number >>> (8 * byte);
  }
  return { width, low, high };
}

function unpack({ width, low, high }: Packed): Uint32Array {
  const above = fromRuns(high);
  const column = new Uint32Array(above.length);
  const scale = 256 ** width;
  let at = 0;
  for (let row = 0; row < column.length; row += 1) {
    let below = 0;
    for (let bit = 0; bit < 8 * width; bit += 8) below |= (low[at++] ?? 0) << bit;
    column[row] = (above[row] ?? 0) * scale + (below >>> 0);
  }
  return column;
}

function isPacked(value: unknown): value is Packed {
  if (typeof value !== 'object' || value === null) return false;
  const { width, low, high } = value as Readonly<Record<keyof Packed, unknown>>;
  return (
    typeof width === 'number' &&
    WIDTHS.includes(width) &&
    low instanceof Uint8Array &&
    low.length % width === 0 &&
    isRuns(high, low.length / width)
  );
}
