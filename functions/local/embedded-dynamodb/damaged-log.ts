import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

// LevelDB's doc/log_format.md: blocks of 32 KB; a record is checksum, length, type, data, and never crosses a block.
const BLOCK_BYTES = 32_768;
const HEADER_BYTES = 7;
const LENGTH_AT = 4;
const TYPE_AT = 6;

const CRC32C_POLYNOMIAL = 0x82f63b78;
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? CRC32C_POLYNOMIAL : 0);
  return remainder;
});

/** CRC-32C, masked as LevelDB stores it. */
function maskedChecksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC32C_TABLE[(crc ^ byte) & 0xff] ?? 0);
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

function isDamaged(log: Buffer): boolean {
  let at = 0;
  while (at + HEADER_BYTES <= log.length) {
    const leftInBlock = BLOCK_BYTES - (at % BLOCK_BYTES);
    const length = leftInBlock < HEADER_BYTES ? 0 : log.readUInt16LE(at + LENGTH_AT);
    const isFiller = leftInBlock < HEADER_BYTES || (length === 0 && log[at + TYPE_AT] === 0);
    if (isFiller) {
      at += leftInBlock;
      continue;
    }
    const end = at + HEADER_BYTES + length;
    if (length > leftInBlock - HEADER_BYTES) return true;
    // A process that was killed leaves its last record short; that one was never acknowledged.
    if (end > log.length) return false;
    if (log.readUInt32LE(at) !== maskedChecksum(log.subarray(at + TYPE_AT, end))) return true;
    at = end;
  }
  return false;
}

/**
 * The name of a write-ahead log with a damaged record, or undefined.
 *
 * LevelDB itself drops such records and all that follow in the block, without a word: acknowledged writes would be gone.
 */
export async function findDamagedLog(databasePath: string): Promise<string | undefined> {
  const names = await readdir(databasePath).catch((): string[] => []);
  for (const name of names.filter((file) => file.endsWith('.log'))) {
    if (isDamaged(await readFile(join(databasePath, name)))) return name;
  }
  return undefined;
}
