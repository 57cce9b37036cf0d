import type { Calibration } from '../../core/stats/calibration.ts';
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
  const drawn = bins.filter((bin) => bin.answers >= FEWEST);
  const lowest = Math.min(0.5, ...drawn.map(({ predicted, actual }) => Math.min(predicted, actual)));
  const least = Math.min(0.5, Math.floor(lowest * 10) / 10);
  const most = Math.max(1, ...drawn.map((bin) => bin.answers));
  return (
    <Chart title="Predicted and actual recall" summary={summary} table={table}>
      {(width) => {
        const right = width - LARGEST_DOT - 2;
        const x = (share: number) => LEFT + ((share - least) / (1 - least)) * (right - LEFT);
        const y = (share: number) => HEIGHT - FOOT - ((share - least) / (1 - least)) * (HEIGHT - FOOT - HEAD);
        const marks = [least, (least + 1) / 2, 1];
        return (
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={`Predicted and actual recall. ${summary}`}
            className="block text-ink"
          >
            {marks.map((share) => (
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
            <line
              x1={x(least)}
              y1={y(least)}
              x2={x(1)}
              y2={y(1)}
              className="stroke-edge"
              strokeDasharray="4 3"
            />
            {drawn.map(({ predicted, actual, answers: own }) => (
              <circle
                key={predicted}
                cx={x(predicted)}
                cy={y(actual)}
                r={Math.max(2, LARGEST_DOT * Math.sqrt(own / most))}
                className="fill-accent/70 stroke-paper"
              >
                <title>{`Predicted ${percent(predicted)}, recalled ${percent(actual)} of ${counted(own, 'answer')}`}</title>
              </circle>
            ))}
          </svg>
        );
      }}
    </Chart>
  );
}
