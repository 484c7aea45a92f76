import { bench, describe } from 'vitest';
import { afistatus } from '../../addin/formulas/afi/afi.ts';
import { setFormulaReplica } from '../../addin/formulas/formula-replica.ts';
import type { DatasetReplica } from '../../addin/replica/dataset-replica.ts';
import { enter } from '../unit/addin/formulas/excel-cell.ts';
import {
  afiFields,
  commitOf,
  loggedChange,
  recordsOf,
  TODAY,
  testReplica,
} from '../unit/addin/replica/replica-fixtures.ts';
import { createRatioTable } from './ratio-table.ts';

const AFIS = 100;
const CELLS = 10_000;
const CELLS_OF_ONE_AFI = CELLS / AFIS;
const COUNTS = 200;
const DAY = '2022-06-30';

const ENTERED = `${CELLS} cells of =PEEL.AFISTATUS entered`;
const COMMITTED = `a commit of one AFI, shown by ${CELLS_OF_ONE_AFI} of ${CELLS} cells`;
const COUNTED = `${COUNTS} cells of =PEEL.AFICOUNT over ${AFIS} AFIs entered, as at a day`;
const RECOUNTED = `a commit of one AFI, counted by ${COUNTS} such cells`;

const table = createRatioTable(
  'Formulas; baseline: a Map lookup behind a promise, the same commit without the other cells, the same counts without a day',
);
const plan = commitOf(
  1,
  ...Array.from({ length: AFIS }, (_, index) => loggedChange('afi', `afi/${index + 1}`, afiFields(index + 1))),
);
const numbers = Array.from({ length: CELLS }, (_, index) => 1 + (index % AFIS));

/** Enters a cell for each number, as Excel does; returns what cancels them all. */
function enterStatuses(replica: DatasetReplica, entered: readonly number[], onResult: () => void): () => void {
  setFormulaReplica(replica);
  const invocations = entered.map((number) => {
    // the members of Excel's invocation that a stream uses
    const invocation = { setResult: onResult } as CustomFunctions.StreamingInvocation<string>;
    afistatus(number, undefined, invocation);
    return invocation;
  });
  return () => {
    for (const { onCanceled } of invocations) onCanceled?.();
  };
}

/** Commits that change AFI 7 in a replica, one after the other. */
function changesOfAfi7(replica: DatasetReplica) {
  let revision = 1;
  const commit = async (values: Record<string, string>): Promise<void> => {
    revision += 1;
    const change = loggedChange('afi', 'afi/7', values, { revision, effectiveOn: TODAY });
    await replica.copy.applyCommits([commitOf(revision, change)], `c${revision}`);
  };
  return {
    setStatus: () => commit({ status: revision % 2 === 0 ? 'In progress' : 'Force complete' }),
    setNote: () => commit({ note: `Note ${revision}` }),
  };
}

describe(ENTERED, async () => {
  const records = new Map(recordsOf([plan]).map((record) => [record.id, record]));
  const lookUp = async (number: number): Promise<unknown> => records.get(`afi/${number}`)?.fields.status;
  const lookAllUp = async (): Promise<void> => void (await Promise.all(numbers.map(lookUp)));
  bench('a Map lookup behind a promise', ...table.side(ENTERED, 'baseline', lookAllUp, { iterations: 60 }));

  const replica = await testReplica({ commits: [plan] });
  bench(
    'the exported function, streaming',
    ...table.side(
      ENTERED,
      'ours',
      async (untimed) => {
        const cancel = enterStatuses(replica, numbers, () => {});
        await untimed(cancel);
      },
      { iterations: 60 },
    ),
  );
});

describe(COMMITTED, async () => {
  let results = 0;
  const withCells = async (entered: readonly number[]) => {
    const replica = await testReplica({ commits: [plan] });
    enterStatuses(replica, entered, () => {
      results += 1;
    });
    return changesOfAfi7(replica);
  };
  const alone = await withCells(numbers.filter((number) => number === 7));
  bench('with no other cell', ...table.side(COMMITTED, 'baseline', alone.setStatus, { iterations: 200 }));

  const among = await withCells(numbers);
  const noteCounts = async (): Promise<void> => {
    results = 0;
    await among.setStatus();
    table.note(`Cells given a new result when AFI 7's status changes: ${results} of ${CELLS}`);
    results = 0;
    await among.setNote();
    table.note(`Cells given a new result when AFI 7's note changes: ${results} of ${CELLS}`);
  };
  const options = { iterations: 200, after: noteCounts };
  bench('with all the others', ...table.side(COMMITTED, 'ours', among.setStatus, options));
});

/** A replica that holds the log, as the first as-at formula of a workbook makes it fetch. */
async function replicaWithHistory(): Promise<DatasetReplica> {
  const replica = await testReplica({ commits: [plan] });
  const isAsked = new Promise<void>((resolve) => {
    replica.copy.onNews((news) => news === 'history wanted' && resolve());
  });
  replica.asAt(DAY);
  await isAsked;
  await replica.copy.appendHistory([plan], 'c1', true);
  return replica;
}

const enterCounts = (replica: DatasetReplica, day?: string): (() => void) => {
  setFormulaReplica(replica);
  const cells = Array.from({ length: COUNTS }, () => enter('AFICOUNT', undefined, undefined, day));
  if (cells.some(({ shown }) => shown !== AFIS)) throw new Error(`A count is wrong: ${String(cells[0]?.shown)}`);
  return () => {
    for (const cell of cells) cell.cancel();
  };
};

describe(COUNTED, async () => {
  const replica = await replicaWithHistory();
  const entering = (day?: string) => async (untimed: (work: () => void) => Promise<void>) => {
    const cancel = enterCounts(replica, day);
    await untimed(cancel);
  };
  bench('without a day', ...table.side(COUNTED, 'baseline', entering(), { iterations: 10 }));
  bench('as at a day', ...table.side(COUNTED, 'ours', entering(DAY), { iterations: 10 }));
});

describe(RECOUNTED, async () => {
  const [present, past] = [await replicaWithHistory(), await replicaWithHistory()];
  enterCounts(present);
  enterCounts(past, DAY);
  const options = { iterations: 10, after: table.print };
  bench('without a day', ...table.side(RECOUNTED, 'baseline', changesOfAfi7(present).setNote, { iterations: 10 }));
  bench('as at a day', ...table.side(RECOUNTED, 'ours', changesOfAfi7(past).setNote, options));
});
