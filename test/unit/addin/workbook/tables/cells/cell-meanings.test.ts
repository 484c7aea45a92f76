import { describe, expect, it } from 'vitest';
import type { CellForm } from '../../../../../../addin/workbook/tables/cells/cell-form.ts';
import { completionCell, dayCell, monthCell } from '../../../../../../addin/workbook/tables/cells/date-cells.ts';
import { gridList } from '../../../../../../addin/workbook/tables/cells/grid-list.ts';
import { choiceCell, yesNoCell } from '../../../../../../addin/workbook/tables/cells/list-cells.ts';
import { countCell, numberCell } from '../../../../../../addin/workbook/tables/cells/number-cells.ts';
import { percentageCell, rateCell } from '../../../../../../addin/workbook/tables/cells/percent-cells.ts';
import { datesOfPeriod, periodCell } from '../../../../../../addin/workbook/tables/cells/period-cell.ts';
import { textCell } from '../../../../../../addin/workbook/tables/cells/text-cells.ts';
import type { CellContent } from '../../../../../../addin/workbook/tables/table-kind.ts';
import { AFI_STATUSES } from '../../../../../../shared/domain/afi.ts';
import type { FieldValue } from '../../../../../../shared/sync/record.ts';
import { seeded } from '../kinds/kind-cells.ts';

const reader = await seeded();
const read = <V extends FieldValue>(form: CellForm<V>, content: CellContent) => form.read(content, reader, null);
const problemOf = <V extends FieldValue>(form: CellForm<V>, content: CellContent): string => {
  const meaning = read(form, content);
  return 'problem' in meaning ? meaning.problem : `no problem: ${JSON.stringify(meaning.value)}`;
};

describe('a count', () => {
  it.each<[CellContent, number]>([
    [29816, 29816],
    ['1,234', 1234],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    [' 29816 ', 29816],
    ['1.234.567', 1_234_567],
    [3.0000000000000004, 3],
    [0, 0],
    [100_000_000, 100_000_000],
  ])('%j is %i', (content, value) => {
    expect(read(countCell, content)).toEqual({ value });
  });

  it.each<[CellContent, string]>([
    ['29.816', 'type 29816'],
    [29.816, 'no decimals'],
    ['44,9', 'no decimals'],
    [-1, 'out of range'],
    ['-1', 'whole number'],
    [100_000_001, 'out of range'],
    ['about 300', 'is no number'],
    [true, 'is no number'],
    ['1e5', 'is no number'],
  ])('%j is refused with what to do: %s', (content, why) => {
    expect(problemOf(countCell, content)).toContain(why);
  });
});

describe('a number', () => {
  it.each<[CellContent, number]>([
    [-2103, -2103],
    ['44,9', 44.9],
    ['1.234,5', 1234.5],
    ['1.2340', 1.234],
    ['0,125', 0.125],
  ])('%j is %d', (content, value) => {
    expect(read(numberCell, content)).toEqual({ value });
  });

  it('is refused where one separator may part thousands or decimals', () => {
    expect(problemOf(numberCell, '1,234')).toBe('“1,234” may be 1234 or 1.234: type 1234, or 1.2340');
  });
});

describe('a rate', () => {
  it.each<[CellContent, number]>([
    ['33.5%', 33.5],
    ['33,5 %', 33.5],
    ['44,9%', 44.9],
    [0.335, 33.5],
    ['0.335', 33.5],
    [33.5, 33.5],
    ['33,5', 33.5],
    ['0.5%', 0.5],
    [1, 100],
    [0, 0],
    [0.07, 7],
  ])('%j is %d per cent', (content, value) => {
    expect(read(rateCell, content)).toEqual({ value });
  });

  it.each<[CellContent, string]>([
    ['101%', 'from 0% to 100%'],
    [335, 'from 0% to 100%'],
    [-0.1, 'from 0% to 100%'],
    ['1,234%', 'type it as 33.5%'],
    ['a third', 'type it as 33.5%'],
    [false, 'type it as 33.5%'],
  ])('%j is refused with what to do: %s', (content, why) => {
    expect(problemOf(rateCell, content)).toContain(why);
  });
});

describe('a percentage without bounds', () => {
  it.each<[CellContent, number]>([
    ['81%', 81],
    [0.81, 81],
    ['150%', 150],
    ['-12,5%', -12.5],
    [-0.125, -12.5],
  ])('%j is %d per cent', (content, value) => {
    expect(read(percentageCell, content)).toEqual({ value });
  });

  it('is refused above 1 without a sign, as it may be either', () => {
    expect(problemOf(percentageCell, 81)).toBe(
      "“81” may be 81% or 8100%: type 81%, or more than 100% with an apostrophe before it: '8100%",
    );
  });
});

describe('a day', () => {
  it.each<[CellContent, string]>([
    [44926, '2022-12-31'],
    [44926.75, '2022-12-31'],
    ['31/12/2022', '2022-12-31'],
    ['31.12.2022', '2022-12-31'],
    ['31 Dec 2022', '2022-12-31'],
    ['2022-12-31', '2022-12-31'],
    ['05/06/2022', '2022-06-05'],
    ['December 31, 2022', '2022-12-31'],
  ])('%j is %s', (content, value) => {
    expect(read(dayCell, content)).toEqual({ value });
  });

  it.each<CellContent>(['12/31/2022', '31/02/2022', 'Dec-22', 2022, 20221231, -5, true, 'soon', '31/12/1922', 59])(
    '%j is refused with what to type',
    (content) => {
      expect(problemOf(dayCell, content)).toContain('31/12/2022');
    },
  );
});

describe('a completion', () => {
  it.each<[CellContent, string]>([
    ['Dec-22', '2022-12-31'],
    ['December 2022', '2022-12-31'],
    [44926, '2022-12-31'],
    ['1 Dec 2022', '2022-12-01'],
  ])('%j is %s', (content, value) => {
    expect(read(completionCell, content)).toEqual({ value });
  });

  it('is refused where Excel may have made a first of a month of a typed month', () => {
    expect(problemOf(completionCell, 44896)).toContain('Excel makes 1 Dec 22 of a typed Dec-22');
  });
});

describe('a month', () => {
  it.each<CellContent>([
    'Oct-22',
    'October 2022',
    '2022-10',
    '10/2022',
    44835,
    44850,
    '2022-10-15',
    '15/10/2022',
    'oct 22',
  ])('%j is October 2022', (content) => {
    expect(read(monthCell, content)).toEqual({ value: '2022-10' });
  });

  it.each<CellContent>(['Octember 22', '13/2022', 10, '2022-02-30', 'Q2 2022/23'])('%j is refused', (content) => {
    expect(problemOf(monthCell, content)).toContain('Oct-22');
  });
});

describe('a period', () => {
  it.each<[CellContent, string]>([
    [44713, 'June 2022'],
    [44865, '31 October 2022'],
    [2020, '2020'],
    [' April to  September 2022 ', 'April to September 2022'],
  ])('%j is “%s”', (content, value) => {
    expect(read(periodCell, content)).toEqual({ value });
  });

  it('of whole months has a first and a last day', () => {
    expect(datesOfPeriod('June 2022')).toEqual({ from: '2022-06-01', to: '2022-06-30' });
    expect(datesOfPeriod('Q2 2022/23')).toEqual({ from: '2022-07-01', to: '2022-09-30' });
    expect(datesOfPeriod('2022-10-31')).toEqual({});
    expect(datesOfPeriod('Since the inspection')).toEqual({});
  });
});

describe('a choice', () => {
  const status = choiceCell(AFI_STATUSES);

  it.each(['In progress', 'in progress', ' IN  PROGRESS ', 'in-progress'])('%j is In progress', (content) => {
    expect(read(status, content)).toEqual({ value: 'In progress' });
  });

  it('that is not on the list is refused with the list', () => {
    expect(problemOf(status, 'Done')).toContain('choose one of Not started, In progress');
    expect(problemOf(status, 7)).toContain('“7”');
  });

  it.each<[CellContent, boolean]>([
    ['Yes', true],
    [true, true],
    ['true', true],
    [1, true],
    ['no', false],
    [false, false],
    ['FALSE', false],
  ])('%j answers %j', (content, value) => {
    expect(read(yesNoCell, content)).toEqual({ value });
  });

  it('of Yes and No is refused where it is neither', () => {
    expect(problemOf(yesNoCell, 'perhaps')).toContain('Yes or No');
  });
});

describe('text', () => {
  const note = textCell(4000);

  it.each(['=HYPERLINK("https://example.org","x")', '+cmd|/C calc', '-1+1', '@SUM(1)', "'quoted"])(
    '[S20] %s is text like any other',
    (text) => {
      expect(note.show(text, reader, null)).toBe(text);
      expect(read(note, text)).toEqual({ value: text });
    },
  );

  it('is trimmed, and its lines end as Excel ends them', () => {
    expect(read(note, '  one\r\ntwo \n')).toEqual({ value: 'one\ntwo' });
  });

  it('may be a number that was typed, but not one that Excel may have made of a date', () => {
    expect(read(note, 101)).toEqual({ value: '101' });
    expect(read(note, true)).toEqual({ value: 'TRUE' });
    expect(problemOf(note, 44926)).toContain('type an apostrophe before it');
  });
});

describe('the lists that stand in a rule of Excel', () => {
  it('hold at most 255 characters with their commas, and no item with a comma', () => {
    expect(gridList(['Yes', 'No'])).toEqual({ kind: 'list', items: ['Yes', 'No'] });
    expect(gridList(['a'.repeat(127), 'b'.repeat(127)])).not.toBeNull();
    expect(gridList(['a'.repeat(127), 'b'.repeat(128)])).toBeNull();
    expect(gridList(['one, two', 'three'])).toBeNull();
    expect(gridList(['=X', 'three'])).toBeNull();
    expect(gridList(['three', '=X'])).toBeNull();
    expect(gridList([])).toBeNull();
  });
});
