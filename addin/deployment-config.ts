import * as z from 'zod';
import { datasetIdSchema } from '../shared/sync/protocol.ts';

const guid = (what: string) => z.guid({ error: `must be the ${what}'s id, a GUID` });

/** What a force gives its add-in: `config.json` beside the task pane's page. */
export const deploymentConfigSchema = z.strictObject({
  /** Where the service answers, without a slash at its end; empty where it is the page's own origin. */
  apiBaseUrl: z
    .string({ error: 'must be text' })
    .refine((text) => text === '' || (URL.canParse(text) && text.startsWith('https://') && !text.endsWith('/')), {
      error: 'must be an https address without a slash at its end, or empty',
    }),
  tenantId: guid('Entra tenant'),
  clientId: guid('app registration'),
  /** What is asked for at sign-in: `api://<client id>/PEEL.Access`. */
  scope: z.string({ error: 'must be text' }).regex(/^api:\/\/\S+\/PEEL\.Access$/, {
    error: 'must look like api://<client id>/PEEL.Access',
  }),
  /** The dataset of a workbook that names none yet. */
  datasetId: datasetIdSchema,
});
export type DeploymentConfig = z.infer<typeof deploymentConfigSchema>;

/** The add-in cannot start as it was set up; the message says what an administrator must do. */
export class DeploymentConfigError extends Error {
  override readonly name = 'DeploymentConfigError';
}

const SET_UP = 'Ask an administrator to put config.json beside the add-in’s page, as config.example.json shows.';

/** Reads `config.json` at a URL; throws DeploymentConfigError where it is missing or wrong. */
async function readDeploymentConfig(url: URL, fetchFrom: typeof fetch): Promise<DeploymentConfig> {
  const response = await fetchFrom(url, { cache: 'no-cache' }).catch((cause: unknown) => {
    throw new DeploymentConfigError('PEEL cannot reach its server. Check the network, then open the pane again.', {
      cause,
    });
  });
  if (!response.ok) throw new DeploymentConfigError(`PEEL is not set up on this server yet. ${SET_UP}`);
  const content: unknown = await response.json().catch((cause: unknown) => {
    throw new DeploymentConfigError(`config.json is not JSON. ${SET_UP}`, { cause });
  });
  const parsed = deploymentConfigSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'config.json'} ${message}`);
  throw new DeploymentConfigError(`config.json is wrong: ${wrong.join('; ')}. ${SET_UP}`);
}

const REMEMBERED = 'peel.deployment-config';

/** Where the settings of the last start are remembered; null where the browser allows no storage. */
export type ConfigMemory = Pick<Storage, 'getItem' | 'setItem'> | null;

function rememberedConfig(memory: ConfigMemory): DeploymentConfig | null {
  try {
    return deploymentConfigSchema.parse(JSON.parse(memory?.getItem(REMEMBERED) ?? 'null'));
  } catch {
    return null; // nothing yet, or from another version: the server's are fetched
  }
}

function remember(memory: ConfigMemory, config: DeploymentConfig): void {
  try {
    memory?.setItem(REMEMBERED, JSON.stringify(config));
  } catch {
    // a full storage only means that the next start has to wait for the server
  }
}

/**
 * The deployment's settings: those of the last start where there are any, so that cells answer at once and offline;
 * the server's are then fetched for the next start. Throws DeploymentConfigError at a first start without them.
 */
export async function deploymentConfig(
  url: URL,
  fetchFrom: typeof fetch,
  memory: ConfigMemory,
): Promise<DeploymentConfig> {
  const fetched = readDeploymentConfig(url, fetchFrom).then((config) => {
    remember(memory, config);
    return config;
  });
  const known = rememberedConfig(memory);
  if (known === null) return await fetched;
  void fetched.catch(() => null); // the next start tries again
  return known;
}
