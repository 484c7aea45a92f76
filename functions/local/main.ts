import { join } from 'node:path';
import { DataFolderError } from './embedded-dynamodb/data-folder-error.ts';
import { startLocalCloud } from './local-cloud.ts';
import { LocalCloudError } from './local-cloud-error.ts';
import { openBrowser } from './open-browser.ts';
import { portSetting } from './port-setting.ts';
import { findProjectRoot } from './project-root.ts';

const DEFAULT_DATA_DIR = '.peel-data';

/** `npm start`: PORT and PEEL_DATA_DIR choose port and data folder; prints one line with the URL. */
async function main(): Promise<void> {
  // what the SDK says here of Node 20 is for its maintainers, and the terminal is for one line
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const projectRoot = findProjectRoot();
  const cloud = await startLocalCloud({
    projectRoot,
    dataDir: process.env.PEEL_DATA_DIR || join(projectRoot, DEFAULT_DATA_DIR),
    port: portSetting(process.env.PORT),
    previewDir: join(projectRoot, 'dist/preview'),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cloud.close().then(() => process.exit(0)));
  }
  console.log(`PEEL for Excel is open at ${cloud.origin}/ (stop with Ctrl+C)`);
  openBrowser(`${cloud.origin}/`, process.env);
}

main().catch((error: unknown) => {
  const isForThePerson = error instanceof LocalCloudError || error instanceof DataFolderError;
  console.error(isForThePerson ? error.message : error);
  process.exitCode = 1;
});
