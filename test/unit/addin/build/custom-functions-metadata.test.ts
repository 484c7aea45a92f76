import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { functionsJson } from '../../../../addin/build/custom-functions-metadata.ts';

const DUE = `/**
 * Forecast date of an area for improvement.
 * @customfunction AFIDUE
 * @param number Its number in the plan.
 * @returns The date, as Excel counts days.
 */
export function afiDue(number: number): number {
  return number;
}
`;

describe('functions.json', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'peel-formulas-'));
    writeFileSync(join(folder, 'afi.ts'), DUE);
    writeFileSync(join(folder, 'arguments.ts'), 'export const notAFormula = 1;\n');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what the docstrings say, and only files with formulas are read', async () => {
    const { functions } = JSON.parse(await functionsJson({ folder, expected: ['AFIDUE'] })) as { functions: unknown[] };
    expect(functions).toEqual([
      expect.objectContaining({ id: 'AFIDUE', description: 'Forecast date of an area for improvement.' }),
    ]);
  });

  it('is refused when an expected function was not generated', async () => {
    await expect(functionsJson({ folder, expected: ['AFIDUE', 'AFISTATUS'] })).rejects.toThrow(
      'AFISTATUS is expected but was not generated',
    );
  });

  it('is refused when a function is not on the list', async () => {
    await expect(functionsJson({ folder, expected: [] })).rejects.toThrow('AFIDUE was generated but is not expected');
  });

  it('is refused when an arrow function, which the generator skips silently, was meant to be one', async () => {
    const arrow = '/** Status.\n * @customfunction AFISTATUS\n */\nexport const afiStatus = (): string => "";\n';
    writeFileSync(join(folder, 'status.ts'), arrow);
    await expect(functionsJson({ folder, expected: ['AFIDUE', 'AFISTATUS'] })).rejects.toThrow('AFISTATUS');
  });

  it('is refused when a docstring is wrong', async () => {
    writeFileSync(join(folder, 'wrong.ts'), DUE.replaceAll('number: number', 'number: Map<string, string>'));
    await expect(functionsJson({ folder, expected: ['AFIDUE'] })).rejects.toThrow('functions.json cannot be generated');
  });

  it('is refused when there is no formula at all', async () => {
    rmSync(join(folder, 'afi.ts'));
    await expect(functionsJson({ folder, expected: [] })).rejects.toThrow('no custom function was generated');
  });
});
