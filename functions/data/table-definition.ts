import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** The attribute by which ledger entries and old snapshots expire, in seconds since 1970. */
export const TIME_TO_LIVE_ATTRIBUTE = 'expiresAt';

/** The one table: the same keys and billing as the resource in serverless.yml, which a test compares. */
export function tableDefinition(tableName: string): CreateTableCommandInput {
  return {
    TableName: tableName,
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  };
}
