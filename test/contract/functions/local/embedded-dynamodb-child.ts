import { startEmbeddedDynamoDb } from '../../../../functions/local/embedded-dynamodb/start-embedded-dynamodb.ts';

// Run in a process of its own, so that it can be killed: prints its endpoint and serves.
const { endpoint } = await startEmbeddedDynamoDb({ dataDir: process.argv[2] ?? null });
process.stdout.write(`${endpoint}\n`);
