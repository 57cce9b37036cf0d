import { useId, useRef, type ReactNode } from 'react';
import { progressCommands, type FigureTable } from '../../state/progress.ts';
import { useApp } from '../AppContext.tsx';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { chartPicture } from './chartPicture.ts';
import { useWidth } from './useWidth.ts';

type Props = {
  readonly title: string;
  /** The chart in a sentence, for those who read it and those who hear it. */
  readonly summary: string;
  readonly table: FigureTable;
  readonly className?: string;
  /** Whether there is a drawing to save; false for what is made of links or words. */
  readonly isDrawn?: boolean;
  /** The drawing for a width in pixels. */
  readonly children: (width: number) => ReactNode;
};

const cell = (value: string | number) => (typeof value === 'number' ? value.toLocaleString('en') : value);

function Numbers({ title, table }: { readonly title: string; readonly table: FigureTable }) {
  return (
    <ScrollBox label={`${title}, table`} className="mt-2 max-h-96 overflow-y-auto">
      <table className="w-full text-left">
        <thead className="text-muted">
          <tr>
            {table.columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={`py-1 pr-4 font-normal ${index > 0 ? 'text-right' : ''}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name = '', ...cells]) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="min-w-28 py-1 pr-4 font-normal">
                {cell(name)}
              </th>
              {cells.map((value, index) => (
                <td key={table.columns[index + 1]} className="py-1 pr-4 text-right whitespace-nowrap">
                  {cell(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const SAVE = 'min-h-11 text-muted underline underline-offset-4 hover:text-ink';

/** A drawing with its sentence, the numbers in a table behind it, and both as files. */
export function Chart({ title, summary, table, className = '', isDrawn = true, children }: Props) {
  const app = useApp();
  const heading = useId();
  const frame = useRef<HTMLElement>(null);
  const { box, width } = useWidth<HTMLDivElement>();
  const savePicture = async () => {
    const drawing = frame.current?.querySelector('svg');
    if (drawing) app.commands(progressCommands).savePicture(title, await chartPicture(drawing, title));
  };
  return (
    <figure ref={frame} aria-labelledby={heading} className={`mt-8 min-w-0 ${className}`}>
      <figcaption>
        <h3 id={heading} className="font-medium">
          {title}
        </h3>
        <p className="text-[14px] text-muted">{summary}</p>
      </figcaption>
      <div ref={box} className="mt-3">
        {children(width)}
      </div>
      <details className="-mt-1 text-[14px]">
        <summary className="py-3 text-muted">Numbers</summary>
        <p className="flex gap-4">
          <button
            type="button"
            className={SAVE}
            onClick={() => app.commands(progressCommands).saveTable(title, table)}
          >
            Save as CSV
          </button>
          {isDrawn && (
            <button type="button" className={SAVE} onClick={() => void savePicture()}>
              Save as PNG
            </button>
          )}
        </p>
        <Numbers title={title} table={table} />
      </details>
    </figure>
  );
}
