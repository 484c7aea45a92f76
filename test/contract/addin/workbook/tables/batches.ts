/** A batch that the add-in sent to the workbook and that wrote something. */
export interface WritingBatch {
  /** How many ranges of cells it wrote contents into. */
  readonly ranges: number;
  /** How many settings. */
  readonly settings: number;
}

interface Action {
  readonly ActionType: number;
  readonly Name?: string;
}

const SET_PROPERTY = 4;
const METHOD = 3;

/** What the real client sends meanwhile: each `context.sync()` is one batch. */
export async function batchesDuring(work: () => Promise<unknown>): Promise<{ all: number; writing: WritingBatch[] }> {
  const batches: Action[][] = [];
  const client = globalThis.external as unknown as { Execute: (...given: unknown[]) => unknown }; // what office.js calls
  const execute = client.Execute;
  client.Execute = (...given) => {
    const body = given.flat(3).find((each) => typeof each === 'string' && each.includes('"Actions"'));
    if (typeof body === 'string') batches.push((JSON.parse(body) as { Actions: Action[] }).Actions);
    return execute.apply(client, given);
  };
  try {
    await work();
  } finally {
    client.Execute = execute;
  }
  const count = (actions: Action[], type: number, ...names: string[]): number =>
    actions.filter(({ ActionType, Name }) => ActionType === type && names.includes(Name ?? '')).length;
  const writing = batches
    .map((actions) => ({
      ranges: count(actions, SET_PROPERTY, 'Formulas', 'Values'),
      settings: count(actions, METHOD, 'Add'),
    }))
    .filter(({ ranges, settings }) => ranges + settings > 0);
  return { all: batches.length, writing };
}
