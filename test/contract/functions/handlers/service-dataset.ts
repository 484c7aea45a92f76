import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Repository } from '../../../../functions/data/repository.ts';
import {
  type ChangesResponse,
  type Commit,
  changesResponseSchema,
  type HistoryResponse,
  historyResponseSchema,
  type Mutation,
  type Outcome,
  type Push,
  type PushResult,
  pushResponseSchema,
  snapshotResponseSchema,
} from '../../../../shared/sync/protocol.ts';
import {
  type Called,
  CLAIMS,
  call,
  EPOCH,
  FIRST_CURSOR,
  NOW,
  pushOf,
  serviceOver,
} from '../../../unit/functions/service-fixtures.ts';

type Claims = Record<string, string>;

/** One dataset of its own in the service over a repository, and what a client asks of it. */
export class ServiceDataset {
  readonly datasetId = `dataset-${randomUUID()}`;
  readonly service: ReturnType<typeof serviceOver>;
  /** The service's clock. */
  now = NOW;

  private constructor(readonly repository: Repository) {
    this.service = serviceOver(repository, () => this.now);
  }

  /** A dataset whose first commit holds these records. */
  static async holding(repository: Repository, ...creations: Mutation[]): Promise<ServiceDataset> {
    const dataset = new ServiceDataset(repository);
    await repository.createDataset(dataset.datasetId, EPOCH);
    await dataset.taken(CLAIMS.dana, randomUUID(), pushOf(1, ...creations));
    return dataset;
  }

  push(claims: Claims, clientId: string, ...pushes: Push[]): Promise<Called> {
    return this.send(claims, { clientId, cursor: FIRST_CURSOR, pushes });
  }

  send(claims: Claims, body: unknown): Promise<Called> {
    return call(this.service.push, { claims, path: { datasetId: this.datasetId }, body });
  }

  /** What was answered to pushes that must all be taken. */
  async taken(claims: Claims, clientId: string, ...pushes: Push[]): Promise<PushResult[]> {
    const answer = await this.push(claims, clientId, ...pushes);
    expect(answer.text).not.toContain('"stopped"');
    expect(answer.status).toBe(200);
    return pushResponseSchema.parse(answer.body).results;
  }

  /** The answer to one edit, sent by a client of its own. */
  async edit(claims: Claims, mutation: Mutation): Promise<Outcome> {
    const [result] = await this.taken(claims, randomUUID(), pushOf(1, mutation));
    const [outcome] = result?.outcomes ?? [];
    if (outcome === undefined) throw new Error('the edit was not answered');
    return outcome;
  }

  async firstCursor(): Promise<string> {
    const { body } = await call(this.service.snapshot, { path: { datasetId: this.datasetId } });
    return snapshotResponseSchema.parse(body).cursor;
  }

  async pull(after: string, limit?: number): Promise<ChangesResponse | null> {
    const query = { after, ...(limit === undefined ? {} : { limit: String(limit) }) };
    const answer = await call(this.service.changes, { path: { datasetId: this.datasetId }, query });
    return answer.status === 204 ? null : changesResponseSchema.parse(answer.body);
  }

  /** Every commit there is. */
  async log(): Promise<Commit[]> {
    const commits: Commit[] = [];
    for (let page = await this.pull(FIRST_CURSOR); page !== null; page = await this.pull(page.cursor))
      commits.push(...page.commits);
    return commits;
  }

  async history(recordId: string, query: Record<string, string> = {}): Promise<HistoryResponse> {
    const path = { datasetId: this.datasetId, recordId: recordId.replaceAll('/', '~') };
    const { status, body } = await call(this.service.history, { path, query });
    expect(status).toBe(200);
    return historyResponseSchema.parse(body);
  }

  async sequence(): Promise<number | undefined> {
    return (await this.repository.head(this.datasetId))?.sequence;
  }
}
