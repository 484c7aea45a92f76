import type { IStyleData, Nullable } from '@univerjs/core';
import { invalidArgument } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import { booleanArgument, numberArgument, textArgument } from './arguments.ts';
import type { CellRange } from './cell-range.ts';
import { formatProtectionObject } from './format-protection-api.ts';
import { refuseWhereProtected } from './protection-api.ts';

/** Excel measures in points, the grid in pixels: 96 to the inch against 72. */
const PIXELS_PER_POINT = 96 / 72;

/** Univer's HorizontalAlign, VerticalAlign and WrapStrategy; the enums are handed in only at run time. */
const HORIZONTAL: Readonly<Record<string, number>> = { General: 0, Left: 1, Center: 2, Right: 3, Justify: 4 };
const VERTICAL: Readonly<Record<string, number>> = { Top: 1, Center: 2, Bottom: 3 };
const WRAP = 3;
const OVERFLOW = 1;

/** The format of the range if all cells agree, else `null`, as Excel answers. */
function shared<V>(range: CellRange, read: (style: IStyleData) => V): V | null {
  const { sheet } = range;
  const clipped = sheet.clip(range.area);
  if (clipped.rowCount === 0 || clipped.columnCount === 0) return read({});
  const first = read(sheet.style(clipped.row, clipped.column));
  for (let row = clipped.row; row < clipped.row + clipped.rowCount; row += 1) {
    for (let column = clipped.column; column < clipped.column + clipped.columnCount; column += 1) {
      if (read(sheet.style(row, column)) !== first) return null;
    }
  }
  return first;
}

function styled(
  location: string,
  read: (style: IStyleData) => unknown,
  toStyle: (value: unknown, location: string) => object,
): { get: (range: CellRange) => unknown; set: (range: CellRange, value: unknown) => void } {
  return {
    get: (range) => shared(range, read),
    set: (range, value) => range.writeStyle(value, location, (one) => toStyle(one, location)),
  };
}

function colour(value: Nullable<string>, fallback: string): string {
  return (value ?? fallback).toUpperCase();
}

function named(names: Readonly<Record<string, number>>, value: unknown, location: string): number {
  const code = typeof value === 'string' ? names[value] : undefined;
  if (code === undefined) throw invalidArgument(location);
  return code;
}

function nameOf(names: Readonly<Record<string, number>>, code: Nullable<number>, fallback: string): string {
  return Object.keys(names).find((name) => names[name] === code) ?? fallback;
}

const fillClass: HostClass<CellRange> = {
  name: 'RangeFill',
  properties: {
    Color: styled(
      'RangeFill.color',
      (style) => colour(style.bg?.rgb, '#FFFFFF'),
      (value, location) => ({ bg: { rgb: textArgument(value, location) } }),
    ),
  },
  methods: {
    Clear: (range) => range.writeStyle(null, 'RangeFill.clear', () => ({ bg: null })),
  },
};

const fontClass: HostClass<CellRange> = {
  name: 'RangeFont',
  properties: {
    Bold: styled(
      'RangeFont.bold',
      (style) => style.bl === 1,
      (value, location) => ({ bl: booleanArgument(value, location) ? 1 : 0 }),
    ),
    Italic: styled(
      'RangeFont.italic',
      (style) => style.it === 1,
      (value, location) => ({ it: booleanArgument(value, location) ? 1 : 0 }),
    ),
    Color: styled(
      'RangeFont.color',
      (style) => colour(style.cl?.rgb, '#000000'),
      (value, location) => ({ cl: { rgb: textArgument(value, location) } }),
    ),
    Name: styled(
      'RangeFont.name',
      (style) => style.ff ?? 'Arial',
      (value, location) => ({ ff: textArgument(value, location) }),
    ),
    Size: styled(
      'RangeFont.size',
      (style) => style.fs ?? 11,
      (value, location) => ({ fs: numberArgument(value, location) }),
    ),
  },
};

function columnWidth(range: CellRange): number | null {
  const { column, columnCount } = range.sheet.clip(range.area);
  const widths = Array.from({ length: columnCount }, (_, c) => range.sheet.facade.getColumnWidth(column + c));
  const agree = widths.every((width) => width === widths[0]);
  return agree && widths[0] !== undefined ? widths[0] / PIXELS_PER_POINT : null;
}

function setColumnWidth(range: CellRange, points: number): void {
  refuseWhereProtected(range.sheet, 'RangeFormat.columnWidth', 'allowFormatColumns');
  range.sheet.growToHold({ ...range.area, row: 0, rowCount: 1 });
  const { column, columnCount } = range.sheet.clip(range.area);
  range.sheet.facade.setColumnWidths(column, columnCount, Math.round(points * PIXELS_PER_POINT));
}

function rowHeight(range: CellRange): number | null {
  const { row, rowCount } = range.sheet.clip(range.area);
  const heights = Array.from({ length: rowCount }, (_, r) => range.sheet.facade.getRowHeight(row + r));
  const agree = heights.every((height) => height === heights[0]);
  return agree && heights[0] !== undefined ? heights[0] / PIXELS_PER_POINT : null;
}

function setRowHeight(range: CellRange, points: number): void {
  refuseWhereProtected(range.sheet, 'RangeFormat.rowHeight', 'allowFormatRows');
  range.sheet.growToHold({ ...range.area, column: 0, columnCount: 1 });
  const { row, rowCount } = range.sheet.clip(range.area);
  range.sheet.facade.setRowHeightsForced(row, rowCount, Math.round(points * PIXELS_PER_POINT));
}

const AVERAGE_GLYPH_PX = 7;
const CELL_PADDING_PX = 14;
/** The filter button of a table stands in its header row, mostly the first. */
const FILTER_BUTTON_PX = 20;
const MIN_COLUMN_PX = 40;
const MAX_COLUMN_PX = 480;

/** Without a canvas (headless) nothing can measure text, so both boots use the same estimate from its length. */
function autofitColumns(range: CellRange): void {
  const { sheet } = range;
  refuseWhereProtected(sheet, 'RangeFormat.autofitColumns', 'allowFormatColumns');
  const used = sheet.usedArea();
  if (used === undefined) return;
  const { column, columnCount } = sheet.clip(range.area);
  for (let c = column; c < column + columnCount; c += 1) {
    let wanted = 0;
    for (let r = used.row; r < used.row + used.rowCount; r += 1) {
      const lines = sheet.text(r, c).split('\n');
      const padding = CELL_PADDING_PX + (r === used.row ? FILTER_BUTTON_PX : 0);
      for (const line of lines) if (line !== '') wanted = Math.max(wanted, line.length * AVERAGE_GLYPH_PX + padding);
    }
    if (wanted === 0) continue;
    sheet.facade.setColumnWidth(c, Math.min(MAX_COLUMN_PX, Math.max(MIN_COLUMN_PX, wanted)));
  }
}

const formatClass: HostClass<CellRange> = {
  name: 'RangeFormat',
  properties: {
    ColumnWidth: {
      get: columnWidth,
      set: (range, value) => setColumnWidth(range, numberArgument(value, 'RangeFormat.columnWidth')),
    },
    RowHeight: {
      get: rowHeight,
      set: (range, value) => setRowHeight(range, numberArgument(value, 'RangeFormat.rowHeight')),
    },
    WrapText: styled(
      'RangeFormat.wrapText',
      (style) => style.tb === WRAP,
      (value, location) => ({ tb: booleanArgument(value, location) ? WRAP : OVERFLOW }),
    ),
    HorizontalAlignment: styled(
      'RangeFormat.horizontalAlignment',
      (style) => nameOf(HORIZONTAL, style.ht, 'General'),
      (value, location) => ({ ht: named(HORIZONTAL, value, location) }),
    ),
    VerticalAlignment: styled(
      'RangeFormat.verticalAlignment',
      (style) => nameOf(VERTICAL, style.vt, 'Bottom'),
      (value, location) => ({ vt: named(VERTICAL, value, location) }),
    ),
  },
  objects: {
    Fill: (range) => hostObject(fillClass, range),
    Font: (range) => hostObject(fontClass, range),
    Protection: formatProtectionObject,
  },
  methods: {
    AutofitColumns: autofitColumns,
    AutofitRows: ({ sheet, area }) => {
      refuseWhereProtected(sheet, 'RangeFormat.autofitRows', 'allowFormatRows');
      const { row, rowCount } = sheet.clip(area);
      sheet.facade.setRowAutoHeight(row, rowCount);
    },
  },
};

export function rangeFormatObject(range: CellRange): HostObject {
  return hostObject(formatClass, range);
}
