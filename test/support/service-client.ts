import {
  type Commit,
  changesResponseSchema,
  historyResponseSchema,
  PROTOCOL,
  PROTOCOL_HEADER,
  type Push,
  type PushResponse,
  pushResponseSchema,
  snapshotPageSchema,
  snapshotResponseSchema,
} from '../../shared/sync/protocol.ts';

export const DATASET_PATH = '/v1/datasets/kent-2021-22';

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON, null where there is none; each test looks at what it expects of it. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** A token of the local issuer. */
export async function accessToken(origin: string, user: string): Promise<string> {
  const response = await fetch(`${origin}/local/token`, { method: 'POST', body: JSON.stringify({ user }) });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}

/** The service as one person meets it over HTTP; without a token, as nobody does. */
export class ServiceClient {
  private knownCursor: string | null = null;

  constructor(
    readonly origin: string,
    private readonly token: string | null,
  ) {}

  static async signedIn(origin: string, user: string): Promise<ServiceClient> {
    return new ServiceClient(origin, await accessToken(origin, user));
  }

  /** A request with the headers that every request has, unless told. */
  async send(path: string, init: RequestInit = {}): Promise<ServiceAnswer> {
    const authorization = this.token === null ? {} : { authorization: `Bearer ${this.token}` };
    const headers = {
      [PROTOCOL_HEADER]: String(PROTOCOL),
      'content-type': 'application/json',
      ...authorization,
      ...init.headers,
    };
    const response = await fetch(this.origin + path, { ...init, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  }

  post(body: unknown): Promise<ServiceAnswer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.send(`${DATASET_PATH}/push`, { method: 'POST', body: text });
  }

  /** A cursor of the dataset's epoch, as every push must bring one; asked for once. */
  async cursor(): Promise<string> {
    this.knownCursor ??= (await this.snapshot()).cursor;
    return this.knownCursor;
  }

  /** What was answered to pushes; throws where the request was refused. */
  async push(clientId: string, ...pushes: readonly Push[]): Promise<PushResponse> {
    return pushResponseSchema.parse((await this.post({ clientId, cursor: await this.cursor(), pushes })).body);
  }

  async snapshot() {
    return snapshotResponseSchema.parse((await this.send(`${DATASET_PATH}/snapshot`)).body);
  }

  async snapshotPage(sequence: number, page: number) {
    return snapshotPageSchema.parse((await this.send(`${DATASET_PATH}/snapshot/${sequence}/${page}`)).body);
  }

  async history(recordId: string) {
    const path = `${DATASET_PATH}/records/${recordId.replaceAll('/', '~')}/history`;
    return historyResponseSchema.parse((await this.send(path)).body);
  }

  /** Every commit after a cursor, and the cursor after the last of them. */
  async commitsAfter(cursor: string): Promise<{ commits: Commit[]; cursor: string }> {
    const commits: Commit[] = [];
    for (;;) {
      const { status, body } = await this.send(`${DATASET_PATH}/changes?after=${encodeURIComponent(cursor)}`);
      if (status === 204) return { commits, cursor };
      const answer = changesResponseSchema.parse(body);
      commits.push(...answer.commits);
      cursor = answer.cursor;
    }
  }
}
