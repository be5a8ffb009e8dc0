export type Cell = string | number | undefined;

/** Rows of cells as CSV; what is not known is empty (RFC 4180, so lines end in CR LF). */
export const writeCsv = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');

/**
 * Texts that come from a model or a program could be taken for a formula by a spreadsheet; an apostrophe before them
 * makes them text (OWASP, CSV Injection). A written number is none.
 */
function cellText(cell: Cell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
  const isFormula = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.,\s]+%?$/.test(cell);
  const text = isFormula ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
