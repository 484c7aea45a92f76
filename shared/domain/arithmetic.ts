/** Rounds half away from zero, as the source tables do: 0.25 to one place is 0.3, -0.25 is -0.3. */
export function roundTo(value: number, places: number): number {
  const scale = 10 ** places;
  // toPrecision(15) drops the binary tail that would turn 1.005 into 1.00
  return (Math.sign(value) * Math.round(Number((Math.abs(value) * scale).toPrecision(15)))) / scale || 0;
}

/** part of whole as a fraction (0.449 is 44.9%); null where the whole is 0, since no share of nothing exists. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Change from the earlier to the later value, in the same unit. */
export function change(earlier: number, later: number): number {
  return later - earlier;
}

/** Change as a fraction of the earlier value (0.112 is 11.2%); null where the earlier value is 0. */
export function relativeChange(earlier: number, later: number): number | null {
  return earlier === 0 ? null : (later - earlier) / earlier;
}

/** A fraction as the tables print it, one decimal: 0.44892 is "44.9%". */
export function printedPercent(fraction: number, places = 1): string {
  return `${roundTo(fraction * 100, places).toFixed(places)}%`;
}

/** Change between two rates given in percent, in percentage points, one decimal; never a % change. */
export function pointChange(earlierPercent: number, laterPercent: number): number {
  return roundTo(laterPercent - earlierPercent, 1);
}

/** A count with thousands separators, as the slides' sentences print it: 10584 is "10,584". */
export function printedCount(count: number): string {
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }).format(count);
}
