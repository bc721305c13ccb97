/** A value as the text of a cell, and which texts a spreadsheet would run. */

/** Controls but the tab and line ends: no spreadsheet shows them, and some stop reading at one. Halves of a pair have no UTF-8. */
const unwritable = /(?![\t\n\r])[\p{Cc}\p{Cs}]/gu;

/** Most texts: one line of letters, figures and marks without any of what is looked for below, which takes ten times as long to rule out. */
const simple = /^[\x20-\x7e]*$/;
const startsFormulaSimply = /^ *[=+\-@|]/;

const lineEnds = /\r\n|[\n\r\v\f\x85\u2028\u2029]/;
/** What a spreadsheet skips before it decides that a cell is a formula. */
const startsFormula = /^(?:\t|[\s\ufeff\p{Default_Ignorable_Code_Point}\p{Cc}]*[=+\-@＝＋－＠|])/u;

/** True for a text that a spreadsheet would take for a formula, in any of its lines. */
export function isFormula(text: string): boolean {
  if (simple.test(text)) return startsFormulaSimply.test(text);
  if (startsFormula.test(text) || /^[\t\r\n]/.test(text)) return true;
  return lineEnds.test(text) && text.split(lineEnds).some((line) => startsFormula.test(line));
}

/** A text that no spreadsheet takes for a formula. */
export const harmless = (text: string): string => (isFormula(text) ? `'${text}` : text);

/** The text of a value that is neither number, flag nor null: texts as they are, the rest as JSON. */
export function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return simple.test(text) ? text : text.replace(unwritable, '');
}
