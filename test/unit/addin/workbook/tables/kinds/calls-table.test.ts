import { describe, expect, it } from 'vitest';
import { INSERTABLE_KINDS, tableKind } from '../../../../../../addin/workbook/tables/kinds/table-kinds.ts';
import type { FormulaNames, TableRow } from '../../../../../../addin/workbook/tables/table-kind.ts';
import { ASHA, BEN, commitOf, JULY_101, loggedChange, testReplica } from '../../../replica/replica-fixtures.ts';
import { columnOf, entryOf, meaningIn, newRowOf, recordsIn, requestOf, seeded, shownOf } from './kind-cells.ts';

const CALLS_101 = { channel: '101' } as const;
const replica = await seeded();
const rows = tableKind('calls').rows(replica, CALLS_101);
const keyOf = (row: TableRow): string => ('record' in row ? row.record.id : row.fixed.key);
const fixedOf = (key: string) => {
  const row = rows.find((each) => keyOf(each) === key);
  return row !== undefined && 'fixed' in row ? row.fixed : undefined;
};
const OCTOBER = { month: 'Oct-22', received: '28 000', answered: 20_000, answeredUnder10s: '7,000', notAnswered: 8000 };

describe('a call table', () => {
  it('has the layout of the slides: months, totals of whole quarters, changes on the quarter before', () => {
    expect(rows.map(keyOf)).toEqual([
      'call-month/101/2022-04',
      'call-month/101/2022-05',
      'call-month/101/2022-06',
      'total/Q1 2022/23',
      'call-month/101/2022-07',
      'call-month/101/2022-08',
      'call-month/101/2022-09',
      'total/Q2 2022/23',
      'change/Q2 2022/23',
      'percent-change/Q2 2022/23',
    ]);
    expect(tableKind('calls').columns.map(({ heading }) => heading)).toEqual([
      'Quarter',
      'Month',
      'Received',
      'Answered',
      '% answered',
      'Answered < 10 secs',
      '% < 10 secs',
      'Not answered',
      '% not answered',
    ]);
  });

  it('has totals and changes as formulas that refer to no cell', () => {
    expect(fixedOf('total/Q2 2022/23')?.cells).toEqual({
      quarter: 'Total Q2',
      month: '2022/23',
      received: '=PEEL.CALLTOTAL("101","Q2 2022/23","Received")',
      answered: '=PEEL.CALLTOTAL("101","Q2 2022/23","Answered")',
      answeredShare: '=PEEL.CALLTOTAL("101","Q2 2022/23","% answered")',
      answeredUnder10s: '=PEEL.CALLTOTAL("101","Q2 2022/23","Answered < 10 secs")',
      answeredUnder10sShare: '=PEEL.CALLTOTAL("101","Q2 2022/23","% < 10 secs")',
      notAnswered: '=PEEL.CALLTOTAL("101","Q2 2022/23","Not answered")',
      notAnsweredShare: '=PEEL.CALLTOTAL("101","Q2 2022/23","% not answered")',
    });
    expect(fixedOf('change/Q2 2022/23')).toEqual({
      key: 'change/Q2 2022/23',
      cells: {
        quarter: 'Q2 change on Q1',
        month: '2022/23',
        received: '=PEEL.CALLCHANGE("101","Q2 2022/23","Q1 2022/23","number")',
      },
      numberFormats: { received: '+#,##0;-#,##0;0' },
    });
    expect(fixedOf('percent-change/Q2 2022/23')).toMatchObject({
      cells: { quarter: 'Q2 % change on Q1' },
      numberFormats: { received: '0.0%' },
    });
  });

  it('holds the months of its own channel only', () => {
    const [july] = recordsIn(replica, 'calls', CALLS_101);
    if (july === undefined) throw new TypeError('no months');
    expect(tableKind('calls').holds(july, CALLS_101)).toBe(true);
    expect(tableKind('calls').holds(july, { channel: '999' })).toBe(false);
    expect(tableKind('calls').holds({ ...july, deleted: true }, CALLS_101)).toBe(false);
  });

  it('shows a month as the tables print it', () => {
    expect(shownOf(replica, 'calls', 'call-month/101/2022-07')).toMatchObject({
      quarter: 'Q2 2022/23',
      month: 44_743,
      received: 29_816,
      answered: 13_385,
      notAnswered: 16_431,
    });
  });

  it('works its percentages out by formulas over the row, however its columns are called', () => {
    const formula = (headings: FormulaNames['headings']) =>
      columnOf('calls', 'answeredShare').formula?.({ table: 'PEEL_Calls_101', headings });
    expect(formula({ received: 'Received', answered: 'Answered' })).toBe(
      '=IF(N(PEEL_Calls_101[[#This Row],[Received]])>0,PEEL_Calls_101[[#This Row],[Answered]]/PEEL_Calls_101[[#This Row],[Received]],"")',
    );
    expect(formula({ received: "Calls [#] 'in'", answered: 'Out' })).toContain("[Calls '['#'] ''in'']");
  });

  it('asks for the month that the key names where the counts were left out', () => {
    const formula = (headings: FormulaNames['headings']) =>
      columnOf('calls', 'answeredShare').formula?.({ table: 'T', headings });
    expect(formula({ key: 'PEEL key' })).toBe(
      '=IF(T[[#This Row],[PEEL key]]="","",PEEL.CALLS(MID(T[[#This Row],[PEEL key]],12,3),RIGHT(T[[#This Row],[PEEL key]],7),"% answered"))',
    );
    expect(formula({})).toBe('=""');
  });

  it('lets people enter the counts; the month names the row', () => {
    const inJuly = (id: string, content: string | number) =>
      meaningIn(replica, 'calls', id, content, 'call-month/101/2022-07');
    expect(inJuly('received', '29 817')).toEqual({ value: 29_817 });
    expect(inJuly('received', '')).toEqual({ problem: 'This must not be empty' });
    expect(inJuly('month', 'July 2022')).toEqual({ value: '2022-07' });
    expect(inJuly('month', 'Aug-22')).toHaveProperty('problem', expect.stringContaining('new row below the table'));
    expect(entryOf('calls', 'received').validation(replica)).toEqual({
      kind: 'whole number',
      min: 0,
      max: 100_000_000,
    });
  });
});

describe('a new row of a call table', () => {
  it.each(['Oct-22', 'October 2022', '2022-10', 44_835])('makes the month %j', (month) => {
    const request = requestOf(replica, 'calls', { ...OCTOBER, month }, CALLS_101);
    expect(request).toEqual({
      kind: 'call-month',
      recordId: 'call-month/101/2022-10',
      values: {
        channel: '101',
        month: '2022-10',
        received: 28_000,
        answered: 20_000,
        answeredUnder10s: 7000,
        notAnswered: 8000,
        owningOffice: 'fcir',
      },
    });
  });

  it('is saved', async () => {
    const own = await seeded();
    const saved = await own.edit(requestOf(own, 'calls', OCTOBER, CALLS_101));
    expect(saved).toMatchObject({ saved: true });
    expect(recordsIn(own, 'calls', CALLS_101).at(-1)?.id).toBe('call-month/101/2022-10');
  });

  it('says what it lacks', () => {
    const row = { month: 'Oct-22', received: 1, answered: '', answeredUnder10s: ' ', notAnswered: 0 };
    expect(newRowOf(replica, 'calls', row)).toEqual({ lacks: ['answered', 'answeredUnder10s'] });
  });

  it('says which other table it needs where this one has no column for what it lacks', () => {
    expect(newRowOf(replica, 'calls', { month: 'Oct-22', received: 1, answered: '', answeredUnder10s: ' ' })).toEqual({
      problems: [
        {
          column: 'notAnswered',
          message:
            'A new row needs Not answered, and this table has no such column: insert a table with it, and enter the row there',
        },
      ],
    });
  });

  it('says what is wrong before what it lacks', () => {
    expect(newRowOf(replica, 'calls', { ...OCTOBER, answered: 'many', received: '' })).toEqual({
      problems: [{ column: 'answered', message: '“many” is no number: type a whole number, such as 29816' }],
    });
  });

  it('never writes over a month that is recorded', () => {
    expect(newRowOf(replica, 'calls', { ...OCTOBER, month: 'Jul-22' }, CALLS_101)).toEqual({
      problems: [
        {
          column: 'month',
          message: 'There is a row for 101 calls in Jul-22 already: change that one, and delete this',
        },
      ],
    });
  });

  it('[S12] makes no month that was deleted', async () => {
    const own = await seeded();
    await own.edit({ kind: 'call-month', recordId: 'call-month/101/2022-09', op: 'delete', values: {} });
    expect(newRowOf(own, 'calls', { ...OCTOBER, month: 'Sep-22' }, CALLS_101)).toHaveProperty('problems', [
      { column: 'month', message: expect.stringContaining('an administrator can restore it') },
    ]);
  });

  it('[S19] belongs to the office of its series; a contributor who begins one begins it for their own', async () => {
    const july = commitOf(1, loggedChange('call-month', 'call-month/101/2022-07', JULY_101));
    const asha = await testReplica({ commits: [july], actor: ASHA });
    const august = { ...OCTOBER, month: 'Aug-22' };
    expect(requestOf(asha, 'calls', august, CALLS_101).values.owningOffice).toBe('fcir');
    expect(await asha.edit(requestOf(asha, 'calls', august, CALLS_101))).toMatchObject({ saved: true });
    const ben = await testReplica({ commits: [july], actor: BEN });
    expect(requestOf(ben, 'calls', august, CALLS_101).values.owningOffice).toBe('fcir');
    expect(await ben.edit(requestOf(ben, 'calls', august, CALLS_101))).toMatchObject({ saved: false });
    expect(requestOf(ben, 'calls', august, { channel: '999' }).values.owningOffice).toBe('crime');
  });
});

describe('what can be inserted', () => {
  it('are six tables, each with its own name', () => {
    expect(INSERTABLE_KINDS.map(({ kind, scope }) => [kind.title(scope), kind.tableName(scope)])).toEqual([
      ['Improvement plan', 'PEEL_Plan'],
      ['999 calls', 'PEEL_Calls_999'],
      ['101 calls', 'PEEL_Calls_101'],
      ['VAWG', 'PEEL_VAWG'],
      ['Measures', 'PEEL_Measures'],
      ['Meeting actions', 'PEEL_Meeting_Actions'],
    ]);
  });
});
