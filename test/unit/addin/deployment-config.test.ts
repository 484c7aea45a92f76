import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deploymentConfig, deploymentConfigSchema } from '../../../addin/deployment-config.ts';

const url = new URL('https://localhost:3000/config.json');
const example: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../addin/assets/config.example.json'), 'utf8'),
);
const config = deploymentConfigSchema.parse(example);
const answering =
  (body: string, status = 200): typeof fetch =>
  async () =>
    new Response(body, { status });
const unreachable: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));

function memoryOf(): Storage & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  } as Storage & { held: Map<string, string> };
}

describe('the deployment’s settings', () => {
  it('are read strictly, and what is wrong is named', async () => {
    const wrong = JSON.stringify({ ...config, tenantId: 'kent', extra: 1 });
    const reading = deploymentConfig(url, answering(wrong), null);
    await expect(reading).rejects.toThrow(/tenantId must be the Entra tenant's id, a GUID.*extra.*administrator/s);
  });

  it('say what to do where there are none', async () => {
    await expect(deploymentConfig(url, answering('', 404), null)).rejects.toThrow(
      'PEEL is not set up on this server yet. Ask an administrator to put config.json beside the add-in’s page',
    );
    await expect(deploymentConfig(url, unreachable, null)).rejects.toThrow('Check the network');
    await expect(deploymentConfig(url, answering('<html>'), null)).rejects.toThrow('config.json is not JSON');
  });

  it('are remembered, so that the next start needs no network', async () => {
    const memory = memoryOf();
    expect(await deploymentConfig(url, answering(JSON.stringify(config)), memory)).toEqual(config);
    expect(await deploymentConfig(url, unreachable, memory)).toEqual(config);
  });

  it('start the add-in also where the browser’s storage is full', async () => {
    const refuse = (): never => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const full = { ...memoryOf(), setItem: refuse };
    expect(await deploymentConfig(url, answering(JSON.stringify(config)), full)).toEqual(config);
  });

  it('that are remembered from another version are fetched again', async () => {
    const memory = memoryOf();
    memory.setItem('peel.deployment-config', '{"apiBaseUrl":');
    expect(await deploymentConfig(url, answering(JSON.stringify(config)), memory)).toEqual(config);
  });
});
