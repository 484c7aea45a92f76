import type { Nullable } from '@univerjs/core';
import type { ArrayValueObject, BaseReferenceObject, BaseValueObject } from '@univerjs/preset-sheets-node-core';
import type { FunctionMetadata, FunctionParameter } from '../function-metadata.ts';
import { formatAddress, quoteSheetName } from '../model/a1.ts';
import { areaOf } from '../model/sheet.ts';
import type { WorkbookModel } from '../model/workbook-model.ts';
import { BUSY, type ResultValues } from './results.ts';

/** What the formula engine hands to a function: values, and references because we ask for them. */
export type EngineArgument = BaseValueObject | BaseReferenceObject;

/** The arguments as the add-in gets them, or why there is no call with them. */
export type ConvertedArguments =
  | { readonly kind: 'ready'; readonly values: unknown[]; readonly addresses: (string | null)[] }
  /** An argument is an error, or cannot be what the function asks for: the cell shows this, nothing is called. */
  | { readonly kind: 'error'; readonly error: BaseValueObject }
  /** Excel would not let anybody enter this formula. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Several values where the function takes one: it is called once for each of them, and spills. */
  | { readonly kind: 'lift'; readonly index: number; readonly array: ArrayValueObject };

/** What Excel says when it refuses the formula. */
const TOO_MANY = "You've entered too many arguments for this function.";
const TOO_FEW = "You've entered too few arguments for this function.";

type Scalar = string | number | boolean;
type Converted = { readonly value: Scalar } | { readonly error: BaseValueObject };

function isReference(argument: EngineArgument | undefined): argument is BaseReferenceObject {
  return argument?.isReferenceObject() === true;
}

function isOmitted(argument: EngineArgument | undefined): boolean {
  return argument === undefined || (!isReference(argument) && argument.isNull());
}

/** Reads what a formula gives a function, by the function's metadata. */
export class FunctionArguments {
  constructor(
    private readonly workbook: WorkbookModel,
    private readonly results: ResultValues,
  ) {}

  convert(fn: FunctionMetadata, given: readonly EngineArgument[]): ConvertedArguments {
    const { parameters } = fn;
    const last = parameters.at(-1);
    if (given.length > parameters.length && last?.repeating !== true) return { kind: 'refused', why: TOO_MANY };
    const values: unknown[] = [];
    const repeated: unknown[] = [];
    const addresses: (string | null)[] = [];
    for (let index = 0; index < Math.max(given.length, parameters.length); index += 1) {
      const argument = given[index];
      const parameter = parameters[index] ?? last;
      if (parameter === undefined) break;
      addresses.push(isReference(argument) ? this.addressOf(argument) : null);
      const isRepeating = parameter.repeating === true;
      if (argument === undefined || isOmitted(argument)) {
        if (parameter.optional !== true && index >= given.length && !isRepeating)
          return { kind: 'refused', why: TOO_FEW };
        // As Excel sends an omitted argument, in the middle too.
        if (!isRepeating) values.push(null);
        continue;
      }
      const converted = this.one(parameter, argument);
      if ('lift' in converted) return { kind: 'lift', index, array: converted.lift };
      if ('error' in converted) return { kind: 'error', error: converted.error };
      (isRepeating ? repeated : values).push(converted.value);
    }
    // A repeating parameter arrives as one list.
    if (last?.repeating === true) values.push(repeated);
    return { kind: 'ready', values, addresses };
  }

  private one(
    parameter: FunctionParameter,
    argument: EngineArgument,
  ): { value: unknown } | { error: BaseValueObject } | { lift: ArrayValueObject } {
    const array = this.asArray(argument);
    if (parameter.dimensionality === 'matrix') return this.matrix(parameter, argument, array);
    if (array === undefined) return this.scalar(argument as BaseValueObject, parameter);
    if (array.getRowCount() > 1 || array.getColumnCount() > 1) return { lift: array };
    return this.scalar(array.get(0, 0), parameter);
  }

  private asArray(argument: EngineArgument): ArrayValueObject | undefined {
    if (isReference(argument)) return argument.toArrayValueObject();
    return argument.isArray() ? (argument as ArrayValueObject) : undefined;
  }

  private matrix(
    parameter: FunctionParameter,
    argument: EngineArgument,
    array: ArrayValueObject | undefined,
  ): { value: Scalar[][] } | { error: BaseValueObject } {
    const cells =
      array === undefined
        ? [[argument as BaseValueObject]]
        : Array.from({ length: array.getRowCount() }, (_, row) =>
            Array.from({ length: array.getColumnCount() }, (_, column) => array.get(row, column)),
          );
    const rows: Scalar[][] = [];
    for (const row of cells) {
      const values: Scalar[] = [];
      for (const cell of row) {
        const converted = this.scalar(cell, { ...parameter, type: 'any' });
        // Excel calls no function with an error inside a matrix; a cell that still waits makes this one wait.
        if ('error' in converted) return { error: this.errorOfMatrix(converted.error) };
        values.push(converted.value);
      }
      rows.push(values);
    }
    return { value: rows };
  }

  private errorOfMatrix(error: BaseValueObject): BaseValueObject {
    return String(error.getValue()) === BUSY ? error : this.results.error('#VALUE!');
  }

  private scalar(cell: Nullable<BaseValueObject>, { type = 'any' }: FunctionParameter): Converted {
    if (cell === null || cell === undefined || cell.isNull()) return { value: emptyValue(type) };
    if (cell.isError()) return { error: cell };
    const value = coerce(cell.getValue() as Scalar, type);
    return value === undefined ? { error: this.results.error('#VALUE!') } : { value };
  }

  private addressOf(reference: BaseReferenceObject): string {
    const sheet = this.workbook.sheetById(reference.getSheetId());
    return `${quoteSheetName(sheet?.name ?? '')}!${formatAddress(areaOf(reference.getRangePosition()))}`;
  }
}

/** What an empty cell is to a function. Desktop Excel gives 0 for `any`, Excel on the web null (office-js#4702, #5262). */
function emptyValue(type: string): Scalar {
  if (type === 'string') return '';
  return type === 'boolean' ? false : 0;
}

/** Excel converts to the declared type before it calls; undefined when the value has no such form. */
function coerce(value: Scalar, type: string): Scalar | undefined {
  switch (type) {
    case 'number': {
      if (typeof value === 'string' && value.trim() === '') return undefined;
      const number = Number(value);
      return Number.isNaN(number) ? undefined : number;
    }
    case 'string':
      return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
    case 'boolean':
      if (typeof value !== 'string') return Boolean(value);
      return /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : undefined;
    default:
      return value;
  }
}
