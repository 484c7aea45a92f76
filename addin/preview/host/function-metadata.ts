/**
 * One parameter of a custom function, as custom-functions-metadata writes it into functions.json.
 * https://learn.microsoft.com/office/dev/add-ins/excel/custom-functions-json
 */
export interface FunctionParameter {
  readonly name: string;
  readonly description?: string;
  readonly type?: string;
  readonly dimensionality?: string;
  readonly optional?: boolean;
  readonly repeating?: boolean;
  readonly [other: string]: unknown;
}

/** One custom function, as custom-functions-metadata writes it into functions.json. */
export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly helpUrl?: string;
  readonly parameters: readonly FunctionParameter[];
  readonly result?: { readonly type?: string; readonly dimensionality?: string; readonly [other: string]: unknown };
  readonly options?: {
    readonly stream?: boolean;
    readonly cancelable?: boolean;
    readonly requiresAddress?: boolean;
    readonly requiresParameterAddresses?: boolean;
    readonly volatile?: boolean;
    readonly [other: string]: unknown;
  };
  readonly [other: string]: unknown;
}

/** The whole of functions.json. */
export interface FunctionsMetadata {
  readonly functions: readonly FunctionMetadata[];
  readonly [other: string]: unknown;
}
