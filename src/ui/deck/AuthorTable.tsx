import type { DeckTable } from '../../core/deck.ts';
import { ScrollBox } from '../parts/ScrollBox.tsx';

/** A table of the author's, in a box that scrolls sideways by itself. */
export function AuthorTable({ table }: { readonly table: DeckTable }) {
  return (
    <ScrollBox label={`${table.title}, table`}>
      <table className="w-full text-left text-[15px]">
        <thead className="text-muted">
          <tr className="border-b border-line">
            {table.columns.map((column) => (
              <th key={column} scope="col" className="py-2 pr-6 font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join('\t')} className="border-b border-line align-top">
              {row.map((cell, index) => (
                <td key={table.columns[index] ?? index} className="max-w-sm py-2 pr-6">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
