import { LocalCloudError } from './local-cloud-error.ts';

const DEFAULT_PORT = 3000;
const MAX_PORT = 65_535;

/** The port that PORT asks for, 0 for any free one; 3000 where it is not set. Throws LocalCloudError where it is no port. */
export function portSetting(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= MAX_PORT) return port;
  throw new LocalCloudError(
    'port-invalid',
    `PORT is "${text}", but a port is a whole number from 0 (any free one) to ${MAX_PORT}`,
  );
}
