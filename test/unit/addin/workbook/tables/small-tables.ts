import { FIRST_COMMIT, testReplica } from '../../replica/replica-fixtures.ts';
import { simulatedService } from './simulated-service.ts';
import { simulatedTable } from './simulated-table.ts';
import { smallCalls, smallPlan } from './small-kinds.ts';

export async function planTable(commits = [FIRST_COMMIT]) {
  const replica = await testReplica({ commits });
  const table = simulatedTable(smallPlan);
  await table.round(replica);
  return { replica, table, service: simulatedService(commits) };
}

export async function callTable(commits = [FIRST_COMMIT]) {
  const replica = await testReplica({ commits });
  const table = simulatedTable(smallCalls);
  await table.round(replica);
  return { replica, table, service: simulatedService(commits) };
}
