import { join } from 'node:path';
import { generateCustomFunctionsMetadata } from 'custom-functions-metadata';
import { beforeAll, describe, expect, it } from 'vitest';
import { formulaFiles } from '../../../../addin/build/custom-functions-metadata.ts';
import { peelFormulas } from '../../../../addin/build/peel-formulas.ts';
import { associateFormulas, FORMULAS } from '../../../../addin/formulas/associate-formulas.ts';
import { FORMULA_NAMES } from '../../../../addin/formulas/catalogue.ts';
import { actionStateSchema } from '../../../../shared/domain/action.ts';
import { AFI_STATUSES, STATUS_NOT_RECORDED } from '../../../../shared/domain/afi.ts';
import { CALL_MEASURES } from '../../../../shared/domain/call-month.ts';
import { meetingActionStateSchema } from '../../../../shared/domain/meeting.ts';
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

/** A card of now, this person's own sync, edits and office, and what changed between two days. */
const WITHOUT_AS_AT = ['AFICARD', 'ASOF', 'OFFICE', 'PLANCHANGES', 'UNSENT'];

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

  it('asAt is last and optional, on every function but those named here', () => {
    const hasAsAt = (parameters: readonly { readonly name: string }[]): boolean =>
      parameters.some(({ name }) => name === 'asAt');
    const dated = metadata.functions.filter(({ parameters }) => hasAsAt(parameters));
    for (const { parameters } of dated) expect(parameters.at(-1)).toMatchObject({ name: 'asAt', optional: true });
    const undated = metadata.functions.filter(({ parameters }) => !hasAsAt(parameters)).map(({ id }) => id);
    expect(undated.sort()).toEqual(WITHOUT_AS_AT);
  });

  it('channels, measures, statuses and states are offered by autocomplete', () => {
    const offered = new Map(metadata.enums.map(({ id, values }) => [id, values.map(({ stringValue }) => stringValue)]));
    expect(offered.get('CallMeasureName')).toEqual([...CALL_MEASURES]);
    expect(offered.get('CallChannelName')).toEqual(['999', '101']);
    expect(offered.get('AfiStatusName')).toEqual([...AFI_STATUSES, STATUS_NOT_RECORDED]);
    expect(offered.get('ActionStateName')).toEqual(actionStateSchema.options);
    expect(offered.get('MeetingActionStateName')).toEqual(meetingActionStateSchema.options);
    const used = metadata.functions.flatMap(({ parameters }) => parameters.flatMap((each) => each.customEnumId ?? []));
    expect(new Set(used)).toEqual(new Set(offered.keys()));
  });
});
