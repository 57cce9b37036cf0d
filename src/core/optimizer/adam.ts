/** Moves numbers downhill one step at a time; it remembers the slopes of earlier steps. */
export type Descent = {
  /** One step of a `rate` along the slopes, in place; only the first `free` numbers move. */
  readonly step: (place: Float64Array, slopes: Float64Array, rate: number) => void;
};

const SLOPE_MEMORY = 0.9;
const SQUARE_MEMORY = 0.99;
const SMALLEST = 1e-10;

/** Adam (Kingma and Ba 2015), with squares remembered over about 100 steps instead of 1,000: the run is that short. */
export function createAdam(free: number): Descent {
  const means = new Float64Array(free);
  const squares = new Float64Array(free);
  let steps = 0;
  return {
    step(place, slopes, rate) {
      steps += 1;
      const [meanShare, squareShare] = [1 - SLOPE_MEMORY ** steps, 1 - SQUARE_MEMORY ** steps];
      for (let index = 0; index < free; index += 1) {
        const slope = slopes[index] ?? 0;
        const mean = SLOPE_MEMORY * (means[index] ?? 0) + (1 - SLOPE_MEMORY) * slope;
        const square = SQUARE_MEMORY * (squares[index] ?? 0) + (1 - SQUARE_MEMORY) * slope ** 2;
        means[index] = mean;
        squares[index] = square;
        const move = mean / meanShare / (Math.sqrt(square / squareShare) + SMALLEST);
        place[index] = (place[index] ?? 0) - rate * move;
      }
    },
  };
}
