import { randomUUID } from 'node:crypto';
import type { Mutation, Push, PushResult } from '../../shared/sync/protocol.ts';
import { pushResponseSchema } from '../../shared/sync/protocol.ts';
import type { DatasetRecord, FieldValue } from '../../shared/sync/record.ts';
import { type DatasetState, editOf } from './dataset-state.ts';
import type { ServiceClient } from './service-client.ts';

const MAX_EDITS = 4;
/** Few, so that the clients meet in them and conflicts happen. */
const SHARED_AFIS = 6;
const FIRST_YEAR = 2001;

export interface AnsweredPush {
  readonly push: Push;
  readonly result: PushResult;
}

/** One office's replica at its busiest: it makes edits, sends them in numbered pushes, and again where no answer came. */
export class PushingClient {
  readonly clientId = randomUUID();
  readonly answered: AnsweredPush[] = [];
  /** The push that was sent and not answered. */
  unanswered: Push | null = null;
  busyAnswers = 0;
  private readonly held: DatasetState;

  /** `index` keeps the clients' own call months apart. */
  constructor(
    private readonly index: number,
    known: DatasetState,
    private readonly random: () => number,
  ) {
    this.held = new Map(known);
  }

  /** Sends pushes until so many were answered; rejects with fetch's TypeError when the server has gone. */
  async push(service: ServiceClient, pushes: number, onAnswer: () => void = () => undefined): Promise<void> {
    for (let answers = 0; answers < pushes; ) {
      this.unanswered ??= this.nextPush();
      const result = await this.send(service, this.unanswered);
      if (result === 'busy') {
        this.busyAnswers += 1;
        continue;
      }
      for (const { record } of result.outcomes) if (record !== null) this.held.set(record.id, record as DatasetRecord);
      this.answered.push({ push: this.unanswered, result });
      this.unanswered = null;
      answers += 1;
      onAnswer();
    }
  }

  private async send(service: ServiceClient, push: Push): Promise<PushResult | 'busy'> {
    const request = { clientId: this.clientId, cursor: await service.cursor(), pushes: [push] };
    const { status, body } = await service.post(request);
    if (status === 503) return 'busy';
    if (status !== 200) throw new Error(`push ${push.number} was refused: ${JSON.stringify(body)}`);
    const [result] = pushResponseSchema.parse(body).results;
    if (result === undefined) throw new Error(`push ${push.number} was not answered: ${JSON.stringify(body)}`);
    return result;
  }

  private nextPush(): Push {
    const edits = new Map<string, Mutation>();
    const wanted = 1 + this.below(MAX_EDITS);
    while (edits.size < wanted) {
      const edit = this.random() < 0.5 ? this.callMonthEdit() : this.noteEdit();
      edits.set(edit.recordId, edit);
    }
    return { number: (this.answered.at(-1)?.push.number ?? 0) + 1, mutations: [...edits.values()] };
  }

  private callMonthEdit(): Mutation {
    const month = `${FIRST_YEAR + this.index}-0${1 + this.below(9)}`;
    const answered = this.below(50_000);
    const notAnswered = this.below(10_000);
    const counts = {
      received: answered + notAnswered,
      answered,
      answeredUnder10s: this.below(answered + 1),
      notAnswered,
    };
    const id = `call-month/101/${month}`;
    const known = this.held.get(id);
    if (known !== undefined) return this.edit(known, counts);
    const created = this.edit({ id, kind: 'call-month', fields: {} }, { channel: '101', month, ...counts });
    return { ...created, op: 'create' };
  }

  private noteEdit(): Mutation {
    const afi = this.held.get(`afi/${1 + this.below(SHARED_AFIS)}`);
    if (afi === undefined) throw new Error('the seeds hold no such AFI');
    return this.edit(afi, { note: `Note ${this.answered.length} of client ${this.index}` });
  }

  private edit(held: Pick<DatasetRecord, 'id' | 'kind' | 'fields'>, values: Record<string, FieldValue>): Mutation {
    return editOf(held, values, { mutationId: randomUUID(), effectiveOn: '2023-03-01' });
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}
