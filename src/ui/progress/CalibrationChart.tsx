import type { Calibration, CalibrationBin } from '../../core/stats/calibration.ts';
import { counted } from '../../core/words.ts';
import { Chart } from './Chart.tsx';

const [HEIGHT, LEFT, FOOT, HEAD] = [220, 54, 24, 14];
const LARGEST_DOT = 9;
/** Fewer answers than this say too little to be drawn; they are among the numbers. */
const FEWEST = 5;
const percent = (share: number) => `${Math.round(share * 100)} %`;

function weighted({ bins, answers }: Calibration, value: 'predicted' | 'actual'): number {
  return bins.reduce((sum, bin) => sum + bin.answers * bin[value], 0) / Math.max(1, answers);
}

/** Predicted against actual recall: the nearer to the diagonal, the better; a larger dot stands for more answers. */
export function CalibrationChart({ calibration }: { readonly calibration: Calibration }) {
  const { bins, answers } = calibration;
  const summary =
    answers === 0
      ? 'Shown after the first reviews on a later day.'
      : `FSRS expected you to recall ${percent(weighted(calibration, 'predicted'))} of ${counted(answers, 'review')}; you recalled ${percent(weighted(calibration, 'actual'))}. On the line, it is right.`;
  const table = {
    columns: ['Predicted', 'Recalled', 'Answers'],
    rows: bins.map(({ predicted, actual, answers: own }) => [percent(predicted), percent(actual), own]),
  };
  return (
    <Chart title="Predicted and actual recall" summary={summary} table={table}>
      {(width) => (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={`Predicted and actual recall. ${summary}`}
          className="block text-ink"
        >
          <Plot bins={bins.filter((bin) => bin.answers >= FEWEST)} width={width} />
        </svg>
      )}
    </Chart>
  );
}

function Plot({ bins, width }: { readonly bins: readonly CalibrationBin[]; readonly width: number }) {
  const lowest = Math.min(0.5, ...bins.map(({ predicted, actual }) => Math.min(predicted, actual)));
  const least = Math.floor(lowest * 10) / 10;
  const most = Math.max(1, ...bins.map(({ answers }) => answers));
  const right = width - LARGEST_DOT - 2;
  const along = (share: number) => (share - least) / (1 - least);
  const x = (share: number) => LEFT + along(share) * (right - LEFT);
  const y = (share: number) => HEIGHT - FOOT - along(share) * (HEIGHT - FOOT - HEAD);
  return (
    <>
      {[least, (least + 1) / 2, 1].map((share) => (
        <g key={share} className="fill-muted text-[13px]">
          <line x1={LEFT} x2={right} y1={y(share)} y2={y(share)} className="stroke-line" />
          <text x={LEFT - 6} y={y(share) + 4} textAnchor="end">
            {percent(share)}
          </text>
          <text x={x(share)} y={HEIGHT - 5} textAnchor={share === 1 ? 'end' : 'middle'}>
            {percent(share)}
          </text>
        </g>
      ))}
      <line x1={x(least)} y1={y(least)} x2={x(1)} y2={y(1)} className="stroke-edge" strokeDasharray="4 3" />
      {bins.map(({ predicted, actual, answers }) => (
        <circle
          key={predicted}
          cx={x(predicted)}
          cy={y(actual)}
          r={Math.max(2, LARGEST_DOT * Math.sqrt(answers / most))}
          className="fill-accent/70 stroke-paper"
        >
          <title>{`Predicted ${percent(predicted)}, recalled ${percent(actual)} of ${counted(answers, 'answer')}`}</title>
        </circle>
      ))}
    </>
  );
}
