import type { ISheetDataValidationRule } from '@univerjs/core';
import { invalidArgument } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import { type Area, intersectAreas, subtractArea } from './a1.ts';
import { booleanArgument } from './arguments.ts';
import { type CellRange, rangeAt } from './cell-range.ts';
import type { CellValue } from './cell-values.ts';
import {
  fromGridRule,
  isAlertStyle,
  isValidValue,
  NO_VALIDATION,
  toGridRule,
  type Validation,
} from './data-validation.ts';
import { refuseWhereProtected } from './protection-api.ts';
import { areaOf, gridRange, type Sheet } from './sheet.ts';
import { describeRule, parseRule } from './validation-rule.ts';

/** What the file format holds: https://learn.microsoft.com/openspecs/office_standards/ms-oe376, dataValidation. */
const MAX_TITLE = 32;
const MAX_MESSAGE = 255;

/** Cells of a range that have the same validation. */
interface Part {
  readonly validation: Validation;
  readonly areas: Area[];
}

/** The cells that the grid has: a whole column of Excel is longer. */
function gridArea(range: CellRange): Area {
  return areaOf(range.grid.getRange());
}

function parts(range: CellRange): Part[] {
  const area = gridArea(range);
  const found = new Map<string, Part>();
  const add = (validation: Validation, areas: readonly Area[]): void => {
    if (areas.length === 0) return;
    const key = JSON.stringify(validation);
    const part = found.get(key) ?? { validation, areas: [] };
    part.areas.push(...areas);
    found.set(key, part);
  };
  let rest: Area[] = [area];
  for (const { rule } of range.sheet.facade.getDataValidations()) {
    const { ranges } = rule as ISheetDataValidationRule;
    const shared = ranges.flatMap((one) => intersectAreas(areaOf(one), area) ?? []);
    for (const one of shared) rest = rest.flatMap((piece) => subtractArea(piece, one));
    add(fromGridRule(rule), shared);
  }
  add(NO_VALIDATION, rest);
  return [...found.values()];
}

/** Changes a part of the validation of every cell in the range; the other parts stay as they are, cell by cell. */
function change(range: CellRange, location: string, changed: Partial<Validation>): void {
  refuseWhereProtected(range.sheet, location);
  const byValidation = new Map<string, Part>();
  for (const { validation, areas } of parts(range)) {
    const next = { ...validation, ...changed };
    const key = JSON.stringify(next);
    const part = byValidation.get(key) ?? { validation: next, areas: [] };
    part.areas.push(...areas);
    byValidation.set(key, part);
  }
  const { workbook, id: subUnitId } = range.sheet;
  for (const { validation, areas } of byValidation.values()) {
    const rule = { ...toGridRule(validation), uid: crypto.randomUUID(), ranges: areas.map(gridRange) };
    workbook.grid.facade.syncExecuteCommand('sheet.command.addDataValidation', {
      unitId: workbook.id,
      subUnitId,
      rule,
    });
  }
}

function clear(range: CellRange): void {
  refuseWhereProtected(range.sheet, 'DataValidation.clear');
  const { workbook, id: subUnitId } = range.sheet;
  const params = { unitId: workbook.id, subUnitId, ranges: [gridRange(gridArea(range))] };
  workbook.grid.facade.syncExecuteCommand('sheets.command.clear-range-data-validation', params);
}

/** The validation of the range if all of its cells agree. */
function agreed(range: CellRange): Validation | undefined {
  const [first, ...others] = parts(range);
  return others.length === 0 ? first?.validation : undefined;
}

/** https://learn.microsoft.com/javascript/api/excel/excel.datavalidationtype */
function typeOf(range: CellRange): string {
  const found = parts(range);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.validation.criteria.kind;
  const hasNone = found.some(({ validation }) => validation.criteria.kind === 'None');
  const isOnlyMissing = hasNone && found.length === 2;
  return isOnlyMissing ? 'MixedCriteria' : 'Inconsistent';
}

function listReader(sheet: Sheet): (source: string) => readonly CellValue[] {
  const read = new Map<string, readonly CellValue[]>();
  return (source) => {
    const known = read.get(source) ?? rangeOf(sheet, source.slice(1)).values().flat();
    read.set(source, known);
    return known;
  };
}

/** True when all cells are valid, false when none is, `null` between, as documented. */
function valid(range: CellRange): boolean | null {
  const { sheet } = range;
  const readList = listReader(sheet);
  let hasValid = false;
  let hasInvalid = false;
  for (const { validation, areas } of parts(range)) {
    for (const { row, column, rowCount, columnCount } of areas) {
      for (let r = row; r < row + rowCount; r += 1) {
        for (let c = column; c < column + columnCount; c += 1) {
          if (isValidValue(validation, sheet.value(r, c), readList)) hasValid = true;
          else hasInvalid = true;
          if (hasValid && hasInvalid) return null;
        }
      }
    }
  }
  return !hasInvalid;
}

function rangeOf(sheet: Sheet, address: string): CellRange {
  const sheetName = /^'?(.*?)'?!/.exec(address)?.[1]?.replaceAll("''", "'");
  const owner = sheetName === undefined ? sheet : sheet.workbook.sheetNamed(sheetName);
  if (owner === undefined) throw invalidArgument('DataValidation.rule');
  return rangeAt(owner, address, 'DataValidation.rule');
}

function shortText(value: unknown, max: number, location: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string' || value.length > max) throw invalidArgument(location);
  return value;
}

function parseAlert(value: unknown): Validation['errorAlert'] {
  const location = 'DataValidation.errorAlert';
  const { showAlert = true, style = 'Stop', title, message } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (!isAlertStyle(style)) throw invalidArgument(location);
  return {
    showAlert: booleanArgument(showAlert, location),
    style,
    title: shortText(title, MAX_TITLE, location),
    message: shortText(message, MAX_MESSAGE, location),
  };
}

function parsePrompt(value: unknown): Validation['prompt'] {
  const location = 'DataValidation.prompt';
  const { showPrompt = true, title, message } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return {
    showPrompt: booleanArgument(showPrompt, location),
    title: shortText(title, MAX_TITLE, location),
    message: shortText(message, MAX_MESSAGE, location),
  };
}

const dataValidationClass: HostClass<CellRange> = {
  name: 'DataValidation',
  properties: {
    Type: { get: typeOf },
    Rule: {
      get: (range) => {
        const validation = agreed(range);
        return validation === undefined ? null : describeRule(validation.criteria);
      },
      set: (range, value) => {
        const criteria = parseRule(value, (address) => rangeOf(range.sheet, address));
        change(range, 'DataValidation.rule', { criteria });
      },
    },
    ErrorAlert: {
      get: (range) => agreed(range)?.errorAlert ?? null,
      set: (range, value) => change(range, 'DataValidation.errorAlert', { errorAlert: parseAlert(value) }),
    },
    Prompt: {
      get: (range) => agreed(range)?.prompt ?? null,
      set: (range, value) => change(range, 'DataValidation.prompt', { prompt: parsePrompt(value) }),
    },
    IgnoreBlanks: {
      get: (range) => agreed(range)?.ignoreBlanks ?? null,
      set: (range, value) => {
        const ignoreBlanks = booleanArgument(value, 'DataValidation.ignoreBlanks');
        change(range, 'DataValidation.ignoreBlanks', { ignoreBlanks });
      },
    },
    Valid: { get: valid },
  },
  methods: { Clear: clear },
};

/**
 * What people may type into a range. It holds back the keyboard only: pasting and writes of add-ins go past it, as in
 * Excel. Unlike Excel the grid shows no prompt beside the selected cell.
 */
export function dataValidationObject(range: CellRange): HostObject {
  return hostObject(dataValidationClass, range);
}
