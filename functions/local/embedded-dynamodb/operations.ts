import {
  type DynaliteOperation,
  type DynaliteStore,
  dynaliteValidations,
  fromCallback,
  loadOperation,
  type TableDescription,
} from './dynalite-engine.ts';
import { activated } from './open-store.ts';
import type { RequestTokens } from './request-tokens.ts';
import { describeTimeToLive, updateTimeToLive } from './time-to-live.ts';
import { transactGet } from './transact-get.ts';
import { transactWrite } from './transact-write.ts';
import { unknownOperation } from './wire-errors.ts';
import type { AnswerOperation } from './wire-listener.ts';
import { writeItem } from './write-item.ts';

// dynalite's own operations that need nothing added.
const DYNALITE_OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'Query',
  'Scan',
  'UpdateTable',
];

type Answer = (body: object) => Promise<object>;

function runDynalite(store: DynaliteStore, { types, custom, run }: DynaliteOperation, body: object): Promise<object> {
  const request = dynaliteValidations.checkTypes(body, types);
  dynaliteValidations.checkValidations(request, types, custom, store);
  return fromCallback((done) => run(store, request, done));
}

/** CreateTable, ready at once: dynalite finishes by a timer, and the SDK's waiter looks again only after two seconds. */
async function createTable(store: DynaliteStore, create: Answer, body: object): Promise<object> {
  const answer = (await create(body)) as { TableDescription: TableDescription };
  const table = activated(answer.TableDescription);
  await fromCallback<void>((done) => store.tableDb.put(table.TableName, table, done));
  return { TableDescription: table };
}

/** Every operation of the engine, by its name on the wire. */
export function operations(store: DynaliteStore, tokens: RequestTokens): AnswerOperation {
  const answers = new Map<string, Answer>();
  for (const name of DYNALITE_OPERATIONS) {
    const operation = loadOperation(name.charAt(0).toLowerCase() + name.slice(1));
    answers.set(name, (body) => runDynalite(store, operation, body));
  }
  const create = answers.get('CreateTable');
  if (create) answers.set('CreateTable', (body) => createTable(store, create, body));
  answers.set('PutItem', (body) => writeItem(store, 'Put', body));
  answers.set('UpdateItem', (body) => writeItem(store, 'Update', body));
  answers.set('DeleteItem', (body) => writeItem(store, 'Delete', body));
  answers.set('TransactWriteItems', (body) => transactWrite(store, tokens, body));
  answers.set('TransactGetItems', (body) => transactGet(store, body));
  answers.set('UpdateTimeToLive', (body) => updateTimeToLive(store, body));
  answers.set('DescribeTimeToLive', (body) => describeTimeToLive(store, body));

  return async (name, body) => {
    const answer = answers.get(name);
    if (!answer) throw unknownOperation();
    return answer(body);
  };
}
