const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const IN_FIGURES = /^(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/;

/** A day in figures, day first, with its month as a word: `6/12/2022` is `6 Dec 2022`. Any other text as it is. */
export function withMonthAsWord(text: string): string {
  const [, day, , monthNumber, year] = IN_FIGURES.exec(text.trim()) ?? [];
  const month = MONTHS[Number(monthNumber) - 1];
  return month === undefined ? text : [day, month, year].filter(Boolean).join(' ');
}
