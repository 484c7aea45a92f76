import { bench, describe } from 'vitest';
import { aficount, afistatus } from '../../addin/formulas/afi.ts';
import { setFormulaReplica } from '../../addin/formulas/formula-replica.ts';
import type { DatasetReplica } from '../../addin/replica/dataset-replica.ts';
import type { Commit } from '../../shared/sync/protocol.ts';
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
const ENTERED = `${CELLS} cells of =PEEL.AFISTATUS entered`;
const COMMITTED = `a commit of one AFI, ${CELLS_OF_ONE_AFI} of ${CELLS} cells show it`;

const COUNTS = 200;
const RECOUNTED = `a commit of one AFI, ${COUNTS} cells of =PEEL.AFICOUNT over ${AFIS} AFIs on a day`;
const DAY = '2022-06-30';

const table = createRatioTable(
  'Formulas; baseline: a bare Map lookup behind a promise, the same commit without the other cells, the same count of today',
);
const plan = commitOf(
  1,
  ...Array.from({ length: AFIS }, (_, index) => loggedChange('afi', `afi/${index + 1}`, afiFields(index + 1))),
);

interface Cells {
  readonly cancel: () => void;
  /** Results that the cells were given since the last call. */
  readonly takeCount: () => number;
}

/** Enters cells as Excel does, one for each number. */
function enterCells(replica: DatasetReplica, numbers: readonly number[]): Cells {
  let count = 0;
  setFormulaReplica(replica);
  const setResult = (): void => {
    count += 1;
  };
  const invocations = numbers.map((number) => {
    // the two members of Excel's invocation that a stream uses
    const invocation = { setResult } as CustomFunctions.StreamingInvocation<string>;
    afistatus(number, undefined, invocation);
    return invocation;
  });
  return {
    cancel: () => {
      for (const { onCanceled } of invocations) onCanceled?.();
    },
    takeCount: () => {
      const taken = count;
      count = 0;
      return taken;
    },
  };
}

const numbers = Array.from({ length: CELLS }, (_, index) => 1 + (index % AFIS));
const afi7 = (): number[] => Array.from({ length: CELLS_OF_ONE_AFI }, () => 7);

describe(ENTERED, async () => {
  const records = new Map(recordsOf([plan]).map((record) => [record.id, record]));
  const lookUp = async (number: number): Promise<unknown> => records.get(`afi/${number}`)?.fields.status;
  bench(
    'a bare Map lookup behind a promise',
    ...table.side(ENTERED, 'baseline', async () => void (await Promise.all(numbers.map(lookUp))), { iterations: 60 }),
  );

  const replica = await testReplica({ commits: [plan] });
  bench(
    'the exported function, streaming',
    ...table.side(
      ENTERED,
      'ours',
      async (untimed) => {
        const cells = enterCells(replica, numbers);
        await untimed(cells.cancel);
      },
      { iterations: 60 },
    ),
  );
});

/** A replica with cells, and commits that set AFI 7's status to what it was not. */
async function committing(entered: readonly number[]) {
  const replica = await testReplica({ commits: [plan] });
  const cells = enterCells(replica, entered);
  let revision = 1;
  const next = (values: Record<string, string>): Commit => {
    revision += 1;
    return commitOf(revision, loggedChange('afi', 'afi/7', values, { revision, effectiveOn: TODAY }));
  };
  const apply = async (commit: Commit): Promise<number> => {
    cells.takeCount();
    await replica.copy.applyCommits([commit], `c${commit.sequence}`);
    return cells.takeCount();
  };
  return {
    setStatus: () => apply(next({ status: revision % 2 === 0 ? 'In progress' : 'Force complete' })),
    setNote: () => apply(next({ note: `Note ${revision}` })),
  };
}

describe(COMMITTED, async () => {
  const alone = await committing(afi7());
  bench(
    'with no other cell in the workbook',
    ...table.side(COMMITTED, 'baseline', async () => void (await alone.setStatus()), { iterations: 200 }),
  );

  const among = await committing(numbers);
  const noteCounts = async (): Promise<void> => {
    table.note(`Cells given a new result when AFI 7's status changes: ${await among.setStatus()} of ${CELLS}`);
    table.note(`Cells given a new result when only AFI 7's note changes: ${await among.setNote()} of ${CELLS}`);
  };
  bench(
    'with all the others beside them',
    ...table.side(COMMITTED, 'ours', async () => void (await among.setStatus()), { iterations: 200, after: noteCounts }),
  );
});

describe(RECOUNTED, async () => {
  const ofToday = await committing((invocation) => aficount(undefined as never, undefined, undefined, invocation));
  bench(
    'today',
    ...table.side(RECOUNTED, 'baseline', async () => void (await ofToday.setNote()), { iterations: 30 }),
  );
});
