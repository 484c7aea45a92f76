import { join } from 'node:path';
import { generateCustomFunctionsMetadata } from 'custom-functions-metadata';
import { beforeAll, describe, expect, it } from 'vitest';
import { formulaFiles } from '../../../../addin/build/custom-functions-metadata.ts';
import { peelFormulas } from '../../../../addin/build/peel-formulas.ts';
import { associateFormulas, FORMULAS } from '../../../../addin/formulas/associate-formulas.ts';
import { FORMULA_NAMES } from '../../../../addin/formulas/catalogue.ts';
import { CALL_MEASURES } from '../../../../shared/domain/call-month.ts';
import { installExcelNames } from './excel-cell.ts';

interface Metadata {
  readonly functions: readonly {
    readonly id: string;
    readonly description?: string;
    readonly parameters: readonly {
      readonly name: string;
      readonly description?: string;
      readonly optional?: true;
      readonly customEnumId?: string;
    }[];
    readonly options?: { readonly stream?: true };
  }[];
  readonly enums: readonly { readonly id: string; readonly values: readonly { readonly stringValue: string }[] }[];
}

const folder = join(import.meta.dirname, '../../../../addin/formulas');
let metadata: Metadata;
beforeAll(async () => {
  installExcelNames();
  const { errors, metadataJson } = await generateCustomFunctionsMetadata(formulaFiles(folder), false);
  expect(errors).toEqual([]);
  metadata = JSON.parse(metadataJson) as Metadata;
});

describe('the catalogue of formulas', () => {
  it('is what the metadata names, what the build expects, and what is associated', () => {
    const ids = metadata.functions.map(({ id }) => id).sort();
    expect(ids).toEqual([...FORMULA_NAMES]);
    expect([...peelFormulas.expected].sort()).toEqual([...FORMULA_NAMES]);
    expect(Object.keys(FORMULAS).sort()).toEqual([...FORMULA_NAMES]);
    associateFormulas();
    expect(CustomFunctions.associate).toHaveBeenCalledTimes(FORMULA_NAMES.length);
  });

  it('every function streams but AFICARD, and has help for itself and for each argument', () => {
    for (const { id, description, parameters, options } of metadata.functions) {
      expect([id, options?.stream === true]).toEqual([id, id !== 'AFICARD']);
      expect(description).toMatch(/\.$/);
      for (const parameter of parameters)
        expect(parameter.description, `${id} ${parameter.name}`).toMatch(/^.{3,128}$/);
    }
  });

  it('asAt is last and optional wherever it is', () => {
    const dated = metadata.functions.filter(({ parameters }) => parameters.some(({ name }) => name === 'asAt'));
    expect(dated).toHaveLength(15);
    for (const { parameters } of dated) expect(parameters.at(-1)).toMatchObject({ name: 'asAt', optional: true });
  });

  it('channels, measures, statuses and states are offered by autocomplete', () => {
    const offered = new Map(metadata.enums.map(({ id, values }) => [id, values.map(({ stringValue }) => stringValue)]));
    expect(offered.get('CallMeasureName')).toEqual([...CALL_MEASURES]);
    expect(offered.get('CallChannelName')).toEqual(['999', '101']);
    const used = metadata.functions.flatMap(({ parameters }) => parameters.flatMap((each) => each.customEnumId ?? []));
    expect(new Set(used)).toEqual(new Set(offered.keys()));
  });
});
