import type { BaseValueObject } from '@univerjs/preset-sheets-node-core';
import type { InvocationResult } from '../client/host-services.ts';
import type { UniverPackages } from '../univer-grid.ts';
import type { Outcome } from './function-calls.ts';

/** What a cell shows until its function has answered for the first time. Univer knows no such error. */
export const BUSY = '#BUSY!';

type ErrorType = Parameters<UniverPackages['ErrorValueObject']['create']>[0];

/** The numbers that the client's proxy sends for CustomFunctions.ErrorCode (custom-functions-agave bundle). */
const CODES: Readonly<Record<number, string>> = {
  1: '#N/A',
  5: '#DIV/0!',
  6: '#NUM!',
  7: '#VALUE!',
  8: '#NULL!',
  // The add-in is not loaded. A function that is loaded but not associated throws in the client: 2, so `#VALUE!`.
  9: '#NAME?',
  10: '#NAME?',
};

const INVALID_VALUE = '#VALUE!';

interface TypedValue {
  readonly type?: string;
  readonly valueType?: string;
  readonly code?: string;
  readonly message?: string;
  readonly basicValue?: unknown;
  readonly numberFormat?: string;
  readonly text?: string;
}

function typedValue(value: unknown): TypedValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as TypedValue) : undefined;
}

function isCustomFunctionError(value: TypedValue | undefined): boolean {
  return value?.type === 'CustomFunctionError' || value?.valueType === 'CustomFunctionError';
}

/** A function fails by throwing, or by returning a `CustomFunctions.Error`. */
export function toOutcome({ succeeded, value, errorCode }: InvocationResult): Outcome {
  if (!succeeded) {
    const message = typeof value === 'string' ? value : '';
    return { kind: 'error', error: { code: CODES[errorCode ?? 0] ?? INVALID_VALUE, message } };
  }
  const typed = typedValue(value);
  if (typed !== undefined && isCustomFunctionError(typed))
    return { kind: 'error', error: { code: typed.code ?? INVALID_VALUE, message: typed.message ?? '' } };
  return { kind: 'value', value };
}

/** Turns what a function answered into values of the formula engine. */
export class ResultValues {
  constructor(private readonly packages: UniverPackages) {}

  error(code: string): BaseValueObject {
    // BUSY is added to the set of error types when the functions are registered.
    return this.packages.ErrorValueObject.create(code as ErrorType);
  }

  /** What a cell showed: an error by its code, else the value. */
  shown(value: string | number): BaseValueObject {
    const isCode = typeof value === 'string' && (value === BUSY || Object.values(CODES).includes(value));
    return isCode ? this.error(value) : this.scalar(value);
  }

  fromOutcome(outcome: Outcome): BaseValueObject {
    switch (outcome.kind) {
      case 'busy':
        return this.error(BUSY);
      case 'error':
        return this.error(outcome.error.code);
      case 'value':
        return this.fromValue(outcome.value);
    }
  }

  /** A matrix spills; one cell of it that fails shows its error and leaves the others alone. */
  array(rows: readonly (readonly BaseValueObject[])[]): BaseValueObject {
    const columnCount = Math.max(1, ...rows.map((row) => row.length));
    return this.packages.ArrayValueObject.create({
      calculateValueList: rows.map((row) =>
        Array.from({ length: columnCount }, (_, column) => row[column] ?? this.error('#N/A')),
      ),
      rowCount: rows.length,
      columnCount,
      unitId: '',
      sheetId: '',
      row: -1,
      column: -1,
    });
  }

  private fromValue(value: unknown): BaseValueObject {
    if (!Array.isArray(value)) return this.scalar(value);
    const rows = value.map((row: unknown) => (Array.isArray(row) ? row : [row]).map((cell) => this.scalar(cell)));
    const [first] = rows;
    if (first === undefined || first[0] === undefined) return this.scalar('');
    return rows.length === 1 && first.length === 1 ? first[0] : this.array(rows);
  }

  /** Text stays text: `1/2` from a function is not read as a date. */
  private scalar(value: unknown): BaseValueObject {
    const { BooleanValueObject, NumberValueObject, StringValueObject } = this.packages;
    if (value === null || value === undefined) return StringValueObject.create('');
    if (typeof value === 'string') return StringValueObject.create(value);
    if (typeof value === 'number') return NumberValueObject.create(value);
    if (typeof value === 'boolean') return BooleanValueObject.create(value);
    return this.fromTyped(typedValue(value) ?? {});
  }

  /** Data types of ExcelApi 1.16: the card of an entity needs Excel, what a cell shows of it does not. */
  private fromTyped(value: TypedValue): BaseValueObject {
    if (isCustomFunctionError(value)) return this.error(value.code ?? INVALID_VALUE);
    const { basicValue, numberFormat, text, type } = value;
    if (type === 'Error' && typeof basicValue === 'string') return this.error(basicValue);
    if (type === 'FormattedNumber' && typeof basicValue === 'number')
      return this.packages.NumberValueObject.create(basicValue, numberFormat ?? '');
    if (type === 'Entity' && typeof text === 'string') return this.packages.StringValueObject.create(text);
    const isPlain = ['string', 'number', 'boolean'].includes(typeof basicValue);
    return isPlain ? this.scalar(basicValue) : this.error(INVALID_VALUE);
  }
}
