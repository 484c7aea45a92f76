import { describe, expect, it } from 'vitest';
import { tableKind } from '../../../../../../addin/workbook/tables/kinds/table-kinds.ts';
import { excelSerial } from '../../../../../../shared/domain/calendar.ts';
import { afiFields, commitOf, loggedChange, testReplica } from '../../../replica/replica-fixtures.ts';
import { entryOf, meaningIn, recordsIn, seeded, shownOf } from './kind-cells.ts';

const replica = await seeded();
const inAfi7 = (column: string, content: string | number | boolean) =>
  meaningIn(replica, 'plan', column, content, 'afi/7');

describe('the plan as a table', () => {
  it('has a row for each AFI in the order of their numbers', () => {
    expect(recordsIn(replica, 'plan').map(({ fields }) => fields.number)).toEqual(
      Array.from({ length: 19 }, (_, i) => i + 1),
    );
  });

  it('shows wording, dates, RAG, slip, grade and lead as they are today', () => {
    const { fields } = replica.record('afi', 'afi/7') ?? {};
    expect(shownOf(replica, 'plan', 'afi/7')).toMatchObject({
      number: 7,
      wording: fields?.planWording,
      status: 'In progress',
      forecast: excelSerial(fields?.forecast ?? ''),
      rag: 'On track',
      slip: 0,
      area: 'Responding to the public',
      grade: 'Requires improvement',
      leadOffice: 'Force Control and Incident Room',
      owner: '',
    });
  });

  it('lets people enter what somebody but an administrator may change, and nothing else', () => {
    const entered = tableKind('plan').columns.filter(({ entry }) => entry !== undefined);
    expect(entered.map(({ id }) => id)).toEqual([
      'wording',
      'status',
      'forecast',
      'baseline',
      'area',
      'leadOffice',
      'owner',
      'note',
      'board',
    ]);
  });

  it('takes no new rows, and says why', () => {
    expect(tableKind('plan').newRow).toBeNull();
    expect(tableKind('plan').noNewRows).toContain('inspection report');
  });

  it('reads statuses whatever their letter case, and none from an empty cell', () => {
    expect(inAfi7('status', 'not STARTED')).toEqual({ value: 'Not started' });
    expect(inAfi7('status', '  ')).toEqual({ value: null });
  });

  it('leaves sign-off to the pane, which asks who signed', () => {
    expect(inAfi7('status', 'Discharged')).toEqual({
      problem: 'Discharged is set in the pane: open AFI 7 there, and say who signed it off and on which day',
    });
  });

  it('keeps a sign-off that is recorded, and lets it be undone', async () => {
    const signOff = { by: 'A Chief', on: '2022-10-31' };
    const fields = { ...afiFields(7), status: 'Discharged', signOff };
    const signedOff = await testReplica({ commits: [commitOf(1, loggedChange('afi', 'afi/7', fields))] });
    expect(meaningIn(signedOff, 'plan', 'status', 'discharged', 'afi/7')).toEqual({ value: 'Discharged' });
    expect(meaningIn(signedOff, 'plan', 'status', 'In progress', 'afi/7')).toEqual({ value: 'In progress' });
    expect(meaningIn(signedOff, 'plan', 'status', 'Returned', 'afi/7')).toHaveProperty('problem');
  });

  it('shows the report’s wording while the plan has none, and enters the plan’s', async () => {
    const replicaOfReport = await testReplica({ commits: [commitOf(1, loggedChange('afi', 'afi/7', afiFields(7)))] });
    expect(shownOf(replicaOfReport, 'plan', 'afi/7').wording).toBe('The wording of AFI 7');
    const meaning = (content: string) => meaningIn(replicaOfReport, 'plan', 'wording', content, 'afi/7');
    expect(meaning('The wording of AFI 7')).toEqual({ value: null });
    expect(meaning('Another wording')).toEqual({ value: 'Another wording' });
  });

  it('reads offices, boards and areas by their names, aliases and ids', () => {
    expect(inAfi7('leadOffice', 'crime command')).toEqual({ value: 'crime' });
    expect(inAfi7('leadOffice', 'FCIR')).toEqual({ value: 'fcir' });
    expect(inAfi7('leadOffice', '')).toEqual({ value: null });
    expect(inAfi7('board', 'Performance & Delivery Board')).toEqual({ value: 'board/performance-and-delivery-board' });
    expect(inAfi7('area', 'CDI')).toEqual({ value: 'inspection-area/kent-2021-22/recording-data-about-crime' });
    expect(inAfi7('area', '')).toEqual({ problem: 'This must not be empty' });
    expect(inAfi7('leadOffice', 'Traffic')).toEqual({
      problem:
        '“Traffic” is not an office of the plan: choose one of Crime Command; Force Control and Incident Room; Strategic Planning',
    });
    expect(inAfi7('board', 'Board')).toHaveProperty('problem', expect.stringContaining('may be more than one'));
  });

  it('refuses errors and text that is too long, and keeps text that looks like a formula', () => {
    expect(inAfi7('note', '#N/A')).toHaveProperty('problem', expect.stringContaining('#N/A'));
    expect(inAfi7('note', 'x'.repeat(4001))).toHaveProperty(
      'problem',
      expect.stringContaining('at most 4,000 characters'),
    );
    expect(inAfi7('note', '=1+1')).toEqual({ value: '=1+1' });
  });

  it.each(['\t=1+1', '\r=1+1', '=HYPERLINK("x")', "'=1", ' led by a space', '#N/A', 'a\r\nb\rc'])(
    '[S20] text from another office (%j) means itself, also with the line ends that Excel gives back',
    async (note) => {
      const changes = [loggedChange('afi', 'afi/7', { ...afiFields(7), note })];
      const other = await testReplica({ commits: [commitOf(1, ...changes)] });
      expect(shownOf(other, 'plan', 'afi/7').note).toBe(note);
      for (const back of [note, note.replace(/\r\n?/g, '\n')])
        expect(meaningIn(other, 'plan', 'note', back, 'afi/7')).toEqual({ value: note });
    },
  );

  it('has lists, dates and lengths for Excel to hold people to', () => {
    expect(entryOf('plan', 'status').validation(replica)).toMatchObject({
      kind: 'list',
      items: expect.arrayContaining(['Discharged']),
    });
    expect(entryOf('plan', 'leadOffice').validation(replica)).toMatchObject({ kind: 'list' });
    expect(entryOf('plan', 'area').validation(replica)).toBeNull();
    expect(entryOf('plan', 'forecast').validation(replica)).toEqual({ kind: 'date', from: 36_526, to: 73_415 });
    expect(entryOf('plan', 'note').validation(replica)).toEqual({ kind: 'text length', max: 4000 });
  });
});
