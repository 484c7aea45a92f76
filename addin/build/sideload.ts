import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { manifestAt, manifestId } from './sideloaded-manifest.ts';

// Where Excel looks for add-ins under development, as Microsoft's "Sideload Office Add-ins" pages give it.
const MAC_FOLDER = 'Library/Containers/com.microsoft.Excel/Data/Documents/wef';
const WINDOWS_KEY = 'HKCU\\Software\\Microsoft\\Office\\16.0\\WEF\\Developer';

function writeManifest(origin: string | undefined): { file: string; id: string } {
  const source = readFileSync('manifest.xml', 'utf8');
  const xml = origin === undefined ? source : manifestAt(origin, source);
  const file = resolve('dist/sideload/manifest.xml');
  mkdirSync(resolve('dist/sideload'), { recursive: true });
  writeFileSync(file, xml);
  return { file, id: manifestId(xml) };
}

function sideloadOnMac(file: string, id: string): string {
  const folder = join(homedir(), MAC_FOLDER);
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, join(folder, `${id}.manifest.xml`));
  return `Copied to ${folder}. Restart Excel, then Home > Add-ins and pick it under Developer Add-ins.`;
}

function sideloadOnWindows(file: string, id: string): string {
  execFileSync('reg', ['add', WINDOWS_KEY, '/v', id, '/t', 'REG_SZ', '/d', file, '/f'], { stdio: 'ignore' });
  return `Registered under ${WINDOWS_KEY}. Restart Excel, then Home > Add-ins and pick it under Developer Add-ins.`;
}

const WEB_STEPS = `Excel on the web:
1. Open a workbook at https://excel.cloud.microsoft.
2. Home > Add-ins > More Add-ins > My Add-ins > Manage My Add-ins > Upload My Add-in.
3. Choose the manifest above.`;

function main(): void {
  const { values } = parseArgs({ options: { origin: { type: 'string' } } });
  const { file, id } = writeManifest(values.origin);
  console.log(`Manifest: ${file}`);
  if (process.platform === 'darwin') console.log(sideloadOnMac(file, id));
  if (process.platform === 'win32') console.log(sideloadOnWindows(file, id));
  console.log(WEB_STEPS);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
