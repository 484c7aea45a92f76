import { createHash } from 'node:crypto';
import type { LevelChange, LevelDatabase } from './dynalite-engine.ts';
import { idempotentParameterMismatch, transactionInProgress } from './wire-errors.ts';

// "A client request token is valid for 10 minutes after the first request that uses it is completed."
const TOKEN_LIFE_MS = 10 * 60 * 1000;
const PREFIX = 'request-token~';
const PREFIX_END = 'request-token~\uffff';
const PURGE_AT_ONCE = 1000;

interface TokenRow {
  fingerprint: string;
  expiresAtMs: number;
}

function sortedFields(_field: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The client request tokens of the last ten minutes, kept beside the items so that they outlive the process. */
export class RequestTokens {
  private readonly db: LevelDatabase;
  private readonly now: () => number;
  private readonly inProgress = new Set<string>();

  constructor(db: LevelDatabase, now: () => number) {
    this.db = db;
    this.now = now;
  }

  /** A digest of the request that does not depend on the order of its fields. */
  fingerprint(body: object): string {
    return createHash('sha256').update(JSON.stringify(body, sortedFields)).digest('base64');
  }

  /**
   * Runs the work unless this token has done it already. The work writes the given changes together with its own.
   *
   * Throws IdempotentParameterMismatchException, or TransactionInProgressException, which the SDK retries.
   */
  async once(
    token: string | undefined,
    fingerprint: string,
    work: (changes: LevelChange[]) => Promise<void>,
  ): Promise<void> {
    if (token === undefined) return work([]);
    if (this.inProgress.has(token)) throw transactionInProgress();
    this.inProgress.add(token);
    try {
      const key = PREFIX + token;
      const used = (await this.db.get(key)) as TokenRow | undefined;
      const isStillValid = used !== undefined && used.expiresAtMs > this.now();
      if (isStillValid && used.fingerprint !== fingerprint) throw idempotentParameterMismatch();
      if (isStillValid) return;
      const row: TokenRow = { fingerprint, expiresAtMs: this.now() + TOKEN_LIFE_MS };
      await work([{ type: 'put', key, value: row }]);
    } finally {
      this.inProgress.delete(token);
    }
  }

  /** Forgets the tokens that have run out; the SDK sends one with every transaction. */
  async purge(): Promise<void> {
    let forgotten: LevelChange[] = [];
    for await (const [key, value] of this.db.iterator({ gte: PREFIX, lt: PREFIX_END })) {
      if ((value as TokenRow).expiresAtMs > this.now()) continue;
      forgotten.push({ type: 'del', key });
      if (forgotten.length >= PURGE_AT_ONCE) {
        await this.db.batch(forgotten);
        forgotten = [];
      }
    }
    await this.db.batch(forgotten);
  }
}
