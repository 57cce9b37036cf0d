import type { RecallBin } from '../../core/optimizer/calibrationBins.ts';

const SIZE = 260;
const EDGE = 40;
const LOWEST = 0.3;

const place = (share: number) =>
  EDGE + ((Math.max(share, LOWEST) - LOWEST) / (1 - LOWEST)) * (SIZE - EDGE - 20);
const height = (share: number) => SIZE - place(share);
const percent = (share: number) => `${Math.round(share * 100)} %`;

type Props = { readonly before: readonly RecallBin[]; readonly after: readonly RecallBin[] };

/** Predicted against actual recall: the nearer to the diagonal, the better. The numbers stand in a table behind it. */
export function CalibrationPlot({ before, after }: Props) {
  return (
    <figure className="mt-8">
      <figcaption className="font-medium">Predicted and actual recall on those answers</figcaption>
      <p className="text-[14px] text-muted">
        Nearer to the line is better. Rings: as it is. Dots, with their 95 % intervals: fitted.
      </p>
      <svg
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        className="mt-2 w-full max-w-88"
        role="img"
        aria-label="Calibration plot"
      >
        <title>Calibration: predicted recall across, actual recall upwards</title>
        <line
          x1={place(LOWEST)}
          y1={height(LOWEST)}
          x2={place(1)}
          y2={height(1)}
          className="stroke-edge"
          strokeDasharray="3 3"
        />
        {[0.4, 0.6, 0.8, 1].map((share) => (
          <g key={share} className="fill-muted text-[10px]">
            <text x={place(share)} y={SIZE - EDGE + 16} textAnchor="middle">
              {percent(share)}
            </text>
            <text x={EDGE - 6} y={height(share) + 3} textAnchor="end">
              {percent(share)}
            </text>
          </g>
        ))}
        {before.map((bin) => (
          <circle
            key={`before ${bin.predicted}`}
            cx={place(bin.predicted)}
            cy={height(bin.actual)}
            r={3.5}
            className="fill-none stroke-muted"
          />
        ))}
        {after.map((bin) => (
          <g key={`after ${bin.predicted}`}>
            <line
              x1={place(bin.predicted)}
              x2={place(bin.predicted)}
              y1={height(bin.least)}
              y2={height(bin.most)}
              className="stroke-accent"
            />
            <circle cx={place(bin.predicted)} cy={height(bin.actual)} r={3.5} className="fill-accent" />
          </g>
        ))}
      </svg>
      <details className="text-[14px]">
        <summary className="py-3 text-muted">Numbers</summary>
        <table className="mt-2 text-left">
          <thead className="text-muted">
            <tr>
              <th className="pr-6 font-normal">Predicted</th>
              <th className="pr-6 font-normal">Recalled</th>
              <th className="font-normal">Answers</th>
            </tr>
          </thead>
          <tbody>
            {after.map((bin) => (
              <tr key={bin.predicted} className="border-t border-line">
                <td className="py-1 pr-6">{percent(bin.predicted)}</td>
                <td className="py-1 pr-6">{percent(bin.actual)}</td>
                <td className="py-1">{bin.answers}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
