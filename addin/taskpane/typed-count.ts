/** The whole number that a person typed, thousands separators allowed: `29,816`, `29 816`; null where it is none. */
export function parseTypedCount(text: string): number | null {
  const typed = text.trim();
  const isPlain = /^\d{1,12}$/.test(typed);
  const isGrouped = /^\d{1,3}(?:[, \u00a0]\d{3})+$/.test(typed);
  return isPlain || isGrouped ? Number(typed.replace(/[, \u00a0]/g, '')) : null;
}
