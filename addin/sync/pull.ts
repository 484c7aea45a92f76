import { loadSnapshot } from './load-snapshot.ts';
import type { RoundParts } from './round-parts.ts';
import type { Failure } from './transport.ts';

/** [S9] Pulls until there is no more; [S11] an old epoch's cursor, or a gap, leads to a new snapshot. */
export async function pullCommits(parts: RoundParts): Promise<Failure | null> {
  const { replica, transport } = parts;
  for (;;) {
    const answer = await transport.changes(replica.summary.cursor);
    if (!answer.ok) return answer.failure.kind === 'gone' ? loadSnapshot(parts) : answer.failure;
    if (answer.value === null) return null;
    const last = answer.value.commits.at(-1);
    if (last !== undefined) parts.log.noteEntry(last.sequence);
    const taken = await replica.applyCommits(answer.value.commits, answer.value.cursor);
    if (taken === 'gap') return loadSnapshot(parts);
    parts.received += taken.changed;
    if (!answer.value.more) return null;
  }
}

/** [S13] Fetches the log for as-at answers; what stands in an old epoch's log begins again after a new snapshot. */
export async function pullHistory(parts: RoundParts): Promise<Failure | null> {
  const { replica, transport } = parts;
  for (;;) {
    const wanted = replica.historyWanted();
    if (wanted === null) return null;
    const answer = await transport.changes(wanted.after);
    if (!answer.ok) return answer.failure.kind === 'gone' ? loadSnapshot(parts) : answer.failure;
    const page = answer.value ?? { commits: [], cursor: wanted.after, more: false };
    await replica.appendHistory(page.commits, page.cursor, wanted.after, !page.more);
    const last = page.commits.at(-1);
    if (last !== undefined) parts.log.noteFetched(last.sequence);
  }
}
