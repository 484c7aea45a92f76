import type { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { refusalOf, TABLE } from './embedded-dynamodb-table.ts';

export type Actions = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** Puts an item of the partition `p`. */
export const put = (SK: string, more: Record<string, unknown> = {}) => ({
  Put: { TableName: TABLE, Item: { PK: 'p', SK, ...more } },
});
export const absent = { ConditionExpression: 'attribute_not_exists(PK)' };

export const write = (client: DynamoDBDocumentClient, TransactItems: Actions, ClientRequestToken?: string) =>
  client.send(new TransactWriteCommand({ TransactItems, ...(ClientRequestToken && { ClientRequestToken }) }));

export const cancelled = (work: Promise<unknown>) => refusalOf<TransactionCanceledException>(work);
export const codes = (refusal: TransactionCanceledException) => refusal.CancellationReasons?.map(({ Code }) => Code);
