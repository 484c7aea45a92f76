// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { bench, describe } from 'vitest';
import { setFormulaReplica } from '../../addin/formulas/formula-replica.ts';
import type { DatasetReplica } from '../../addin/replica/dataset-replica.ts';
import type { Commit } from '../../shared/sync/protocol.ts';
import { enter } from '../unit/addin/formulas/excel-cell.ts';
import { recordsOf, testReplica, withLog } from '../unit/addin/replica/replica-fixtures.ts';
import { bytesOfACell, changesOfAfi7, enterStatuses, planOf } from './formula-cells.ts';
import { openProxyCells } from './proxy-cells.ts';
import { createRatioTable } from './ratio-table.ts';

const AFIS = 100;
const CELLS = 10_000;
const CELLS_OF_ONE_AFI = CELLS / AFIS;
const COUNTS = 200;
const DAY = '2022-06-30';

const ENTERED = `${CELLS} cells of =PEEL.AFISTATUS entered, each with its subscription`;
const EVALUATED = `${CELLS} cells evaluated again, by one commit`;
const COMMITTED = `a commit of one AFI, shown by ${CELLS_OF_ONE_AFI} of ${CELLS} cells`;
const COUNTED = `${COUNTS} cells of =PEEL.AFICOUNT over ${AFIS} AFIs entered, as at a day`;
const RECOUNTED = `a commit of one AFI, counted by ${COUNTS} such cells`;
const THROUGH_PROXY = `${CELLS} cells entered through the real proxy, until the grid shows all`;

const table = createRatioTable(
  'Formulas; baseline: a Map lookup behind a promise (twice, and through the proxy), the same commit without the other cells, the same counts without a day',
);
const plan = planOf(AFIS);
const numbers = Array.from({ length: CELLS }, (_, index) => 1 + (index % AFIS));

/** The least that a function can do for its answer. */
function lookUpIn(commit: Commit): (number: number) => Promise<unknown> {
  const records = new Map(recordsOf([commit]).map((record) => [record.id, record]));
  return async (number) => records.get(`afi/${number}`)?.fields.status;
}
const lookUp = lookUpIn(plan);
const lookAllUp = async (): Promise<void> => void (await Promise.all(numbers.map(lookUp)));

describe(ENTERED, async () => {
  bench('a Map lookup behind a promise', ...table.side(ENTERED, 'baseline', lookAllUp, { iterations: 60 }));

  const replica = await testReplica({ commits: [plan] });
  const entering = async (untimed: (work: () => void) => Promise<void>): Promise<void> => {
    const cancel = enterStatuses(replica, numbers, () => {});
    await untimed(cancel);
  };
  const noteBytes = (): void =>
    table.note(`Memory of a live cell: ${Math.round(bytesOfACell(replica, numbers))} bytes, with Excel's invocation`);
  const options = { iterations: 60, after: noteBytes };
  bench('the exported function, streaming', ...table.side(ENTERED, 'ours', entering, options));
});

describe(EVALUATED, async () => {
  bench('a Map lookup behind a promise', ...table.side(EVALUATED, 'baseline', lookAllUp, { iterations: 60 }));

  const replica = await testReplica({ commits: [plan] });
  enterStatuses(replica, Array<number>(CELLS).fill(7), () => {});
  // its note is none of what they show: each is worked out, and none is sent
  const { setNote } = changesOfAfi7(replica);
  bench('each cell of AFI 7', ...table.side(EVALUATED, 'ours', setNote, { iterations: 60 }));
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
const replicaWithHistory = async (): Promise<DatasetReplica> => withLog(await testReplica({ commits: [plan] }), [plan]);

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
  bench('without a day', ...table.side(RECOUNTED, 'baseline', changesOfAfi7(present).setNote, { iterations: 10 }));
  bench('as at a day', ...table.side(RECOUNTED, 'ours', changesOfAfi7(past).setNote, { iterations: 10 }));
});

describe(THROUGH_PROXY, async () => {
  // equal calls would be one stream: each cell asks for an AFI of its own
  const large = planOf(CELLS);
  const replica = await testReplica({ commits: [large] });
  const cells = await openProxyCells(lookUpIn(large));
  const entering = (name: string) => {
    const formulas = Array.from({ length: CELLS }, (_, index) => `=PEEL.${name}(${index + 1})`);
    return async (untimed: <T>(work: () => Promise<T>) => Promise<T>): Promise<void> => {
      setFormulaReplica(replica);
      await cells.enter(formulas);
      await untimed(cells.clear);
    };
  };
  const [looked, ours] = [entering('LOOKUP'), entering('AFISTATUS')];
  bench('a Map lookup behind a promise', ...table.side(THROUGH_PROXY, 'baseline', looked, { iterations: 5 }));
  const options = { iterations: 5, after: table.print };
  bench('the exported function, streaming', ...table.side(THROUGH_PROXY, 'ours', ours, options));
});
