import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDocumentClient } from '../../../../functions/data/document-client.ts';
import { createDynamoDbRepository } from '../../../../functions/data/dynamodb-repository.ts';
import type { Repository } from '../../../../functions/data/repository.ts';
import { tableDefinition } from '../../../../functions/data/table-definition.ts';
import { startEmbeddedDynamoDb } from '../../../../functions/local/embedded-dynamodb/start-embedded-dynamodb.ts';

/** The DynamoDB repository over the wire to an embedded engine in memory. */
export async function openEmbeddedRepository(): Promise<{ repository: Repository; close: () => Promise<void> }> {
  const { endpoint, close } = await startEmbeddedDynamoDb({ dataDir: null });
  const config = { endpoint, region: 'eu-west-2', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const client = new DynamoDBClient(config);
  await client.send(new CreateTableCommand(tableDefinition('peel')));
  client.destroy();
  const documents = createDocumentClient(config);
  return {
    repository: createDynamoDbRepository(documents, 'peel'),
    close: async () => {
      documents.destroy();
      await close();
    },
  };
}
