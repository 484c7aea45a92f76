import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { DatasetRecord } from '../../shared/sync/record.ts';

/** An item holds 400 KB at most (DynamoDB quotas); this leaves room for its keys. */
const MAX_PAGE_BYTES = 350 * 1024;
/** Lambda answers at most 6 MB, and a client may not accept gzip. */
const MAX_PAGE_CHARACTERS = 2_000_000;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** [S10] Records as gzipped bodies of snapshot pages; the same records give the same bytes. */
export async function packPages(records: Iterable<DatasetRecord>): Promise<Uint8Array[]> {
  const ordered = [...records].sort((one, other) => (one.id < other.id ? -1 : 1));
  const pages: Uint8Array[] = [];
  for (const texts of slicesOf(ordered.map((record) => JSON.stringify(record))))
    pages.push(...(await packSlice(texts)));
  return pages;
}

export async function unpackPage(page: Uint8Array): Promise<readonly DatasetRecord[]> {
  // we wrote it, from records that were validated
  const { records } = JSON.parse((await decompress(page)).toString()) as { records: DatasetRecord[] };
  return records;
}

function slicesOf(texts: readonly string[]): string[][] {
  const slices: string[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const text of texts) {
    if (characters + text.length > MAX_PAGE_CHARACTERS) {
      slices.push([]);
      characters = 0;
    }
    slices.at(-1)?.push(text);
    characters += text.length;
  }
  return slices;
}

async function packSlice(texts: readonly string[]): Promise<Uint8Array[]> {
  const page = await compress(`{"records":[${texts.join(',')}]}`);
  if (page.length <= MAX_PAGE_BYTES || texts.length === 1) return [page];
  const middle = Math.ceil(texts.length / 2);
  return [...(await packSlice(texts.slice(0, middle))), ...(await packSlice(texts.slice(middle)))];
}
