/** The custom functions' metadata as Excel reads it from functions.json, generated from the formulas' docstrings. */
declare module 'virtual:peel-functions' {
  type Dimensionality = 'scalar' | 'matrix';

  export type CustomFunctionMetadata = {
    readonly id: string;
    readonly name: string;
    readonly description?: string;
    readonly parameters: readonly {
      readonly name: string;
      readonly description?: string;
      readonly type: string;
      readonly dimensionality?: Dimensionality;
      readonly optional?: boolean;
      readonly repeating?: boolean;
      readonly customEnumId?: string;
    }[];
    readonly result?: { readonly type?: string; readonly dimensionality?: Dimensionality };
    readonly options?: {
      readonly stream?: boolean;
      readonly cancelable?: boolean;
      readonly volatile?: boolean;
      readonly requiresAddress?: boolean;
      readonly requiresParameterAddresses?: boolean;
    };
  };

  export type CustomEnumMetadata = {
    readonly id: string;
    readonly type: string;
    readonly values: readonly {
      readonly name: string;
      readonly stringValue?: string;
      readonly numberValue?: number;
      readonly tooltip: string;
    }[];
  };

  export const functions: readonly CustomFunctionMetadata[];
  export const enums: readonly CustomEnumMetadata[];
}
