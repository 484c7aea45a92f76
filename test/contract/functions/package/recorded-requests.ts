import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { createDocumentClient } from '../../../../functions/data/document-client.ts';
import { createDynamoDbRepository } from '../../../../functions/data/dynamodb-repository.ts';
import type { Repository } from '../../../../functions/data/repository.ts';
import { tableDefinition } from '../../../../functions/data/table-definition.ts';
import { startEmbeddedDynamoDb } from '../../../../functions/local/embedded-dynamodb/start-embedded-dynamodb.ts';

// a request as it goes onto the wire: each operation has a shape of its own
type Body = ReturnType<typeof JSON.parse>;

const TABLE = 'peel';
/** What IAM asks for each action of a transaction. */
const TRANSACTED = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'ConditionCheckItem' };

/** The IAM actions that a request needs, each with the partition keys that it names. */
function needed(operation: string, body: Body): [action: string, keys: string[]][] {
  switch (operation) {
    case 'TransactWriteItems':
      return body.TransactItems.flatMap((item: Body) =>
        Object.entries(TRANSACTED).flatMap(([kind, action]) => (kind in item ? [[action, keysOf(item[kind])]] : [])),
      );
    case 'BatchGetItem':
      return [[operation, body.RequestItems[TABLE].Keys.map(({ pk }: Body) => pk.S)]];
    case 'Query':
      return [
        [operation, [body.ExpressionAttributeValues[/pk = (:\w+)/.exec(body.KeyConditionExpression)?.[1] ?? ''].S]],
      ];
    default:
      return [[operation, keysOf(body)]];
  }
}

const keysOf = ({ Item, Key }: Body): string[] => [(Item ?? Key).pk.S];

export interface RecordedTable {
  /** As it is deployed, on the embedded engine. */
  readonly repository: Repository;
  /** What was asked of the table meanwhile: `PutItem LOG#`. */
  asked(work: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
}

/** A table that tells of each request the IAM action and the kind of partition. */
export async function recordedTable(): Promise<RecordedTable> {
  const engine = await startEmbeddedDynamoDb({ dataDir: null });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = createDocumentClient({ endpoint: engine.endpoint, region: 'local', credentials });
  await client.send(new CreateTableCommand(tableDefinition(TABLE)));
  let seen = new Set<string>();
  client.middlewareStack.add(
    (next) => async (args) => {
      const { headers, body } = args.request as { headers: Record<string, string>; body: Uint8Array };
      const operation = headers['x-amz-target']?.split('.')[1] ?? '';
      for (const [action, keys] of needed(operation, JSON.parse(new TextDecoder().decode(body))))
        for (const key of keys) seen.add(`${action} ${key.slice(0, key.indexOf('#') + 1)}`);
      return next(args);
    },
    { step: 'finalizeRequest', name: 'recordRequests' },
  );
  return {
    repository: createDynamoDbRepository(client, TABLE),
    asked: async (work) => {
      seen = new Set();
      await work();
      return [...seen].sort();
    },
    close: async () => {
      client.destroy();
      await engine.close();
    },
  };
}
