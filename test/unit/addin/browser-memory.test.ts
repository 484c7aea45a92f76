import { expect, it } from 'vitest';
import { browserStamp } from '../../../addin/browser-memory.ts';

let made = 0;
const newId = (): string => {
  made += 1;
  return `id-${made}`;
};

it('a browser keeps the stamp that it was given at its first start', () => {
  const kept = new Map<string, string>();
  const memory = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const first = browserStamp(memory, newId);
  expect([browserStamp(memory, newId), kept.size]).toEqual([first, 1]);
});

it('a browser that keeps nothing gets another at each start', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };
  for (const memory of [null, full]) expect(browserStamp(memory, newId)).not.toBe(browserStamp(memory, newId));
});
