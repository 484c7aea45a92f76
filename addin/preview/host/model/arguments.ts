import { invalidArgument } from '../rich-api/host-error.ts';

/** Parsers for what the client sends: a wrong type is refused as Excel refuses it. */
export function textArgument(value: unknown, location: string): string {
  if (typeof value !== 'string') throw invalidArgument(location);
  return value;
}

export function optionalTextArgument(value: unknown, location: string): string | undefined {
  return value === null || value === undefined ? undefined : textArgument(value, location);
}

export function integerArgument(value: unknown, location: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw invalidArgument(location);
  return value;
}

export function optionalIntegerArgument(value: unknown, location: string): number | undefined {
  return value === null || value === undefined ? undefined : integerArgument(value, location);
}

export function booleanArgument(value: unknown, location: string): boolean {
  if (typeof value !== 'boolean') throw invalidArgument(location);
  return value;
}

export function numberArgument(value: unknown, location: string): number {
  if (typeof value !== 'number' || Number.isNaN(value)) throw invalidArgument(location);
  return value;
}
