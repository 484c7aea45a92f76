import { describe, expect, it } from 'vitest';
import { INSERT_COMMANDS, insertTable } from '../../../../addin/ribbon/insert-table.ts';
import { TABLE_KINDS } from '../../../../addin/workbook/tables/table-kind.ts';
import { standInTables } from '../taskpane/tables/stand-in-tables.ts';

describe('inserting a table from the ribbon', () => {
  it('takes a new worksheet and the columns that most people want, and tells so', async () => {
    const { services, asked } = standInTables();
    const told = await insertTable(services, INSERT_COMMANDS.insertPlanTable);
    expect(asked).toEqual(['insertable', 'insert plan title,status,forecast,rag,lead new sheet']);
    expect(told).toContain('Plan: inserted on a new worksheet.');
    expect(await insertTable(services, INSERT_COMMANDS.insertCalls101Table)).toContain('101 calls: inserted');
    expect(asked.at(-1)).toBe('insert calls 101 month,received,answered new sheet');
  });

  it('rejects with the reason', async () => {
    const { services, refuse } = standInTables();
    refuse('A cell is being edited');
    await expect(insertTable(services, INSERT_COMMANDS.insertPlanTable)).rejects.toThrow('A cell is being edited');
  });

  it('offers every kind of table', () => {
    expect(new Set(Object.values(INSERT_COMMANDS).map(({ kind }) => kind))).toEqual(new Set(TABLE_KINDS));
  });
});
