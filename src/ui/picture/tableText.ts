import { writeCsv } from '../../search/export/csv.ts';

/** The tables that stand in an element as CSV, one after the other. */
export const tableText = (holder: Element): string =>
  [...holder.querySelectorAll('table')]
    .map((table) => writeCsv([...table.rows].map((row) => [...row.cells].map(words))))
    .join('\r\n');

const words = ({ textContent }: Element): string => (textContent ?? '').replaceAll(/\s+/g, ' ').trim();
