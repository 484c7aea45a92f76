import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sirv from 'sirv';
import { parse } from 'yaml';
import { z } from 'zod';
import { LocalCloudError } from './local-cloud-error.ts';

const require = createRequire(import.meta.url);

/** Where Microsoft's CDN serves office.js; the preview serves the same files from the installed package under the same path. */
const OFFICE_JS_PATH = '/lib/1/hosted/';
const policySchema = z.looseObject({ custom: z.looseObject({ contentSecurityPolicy: z.string().min(1) }) });

/** Serves the built preview and office.js under the content security policy that the deployed add-in has. */
export function createStaticSite(previewDir: string, serverlessYmlPath: string) {
  if (!existsSync(join(previewDir, 'index.html'))) {
    throw new LocalCloudError(
      'preview-not-built',
      `There is no preview in ${previewDir}; run npm start, or npm run build first`,
    );
  }
  const contentSecurityPolicy = policySchema.parse(parse(readFileSync(serverlessYmlPath, 'utf8'))).custom
    .contentSecurityPolicy;
  const officeJsDir = join(dirname(require.resolve('@microsoft/office-js/package.json')), 'dist');
  const preview = sirv(previewDir, { etag: true, setHeaders: cacheByName });
  const officeJs = sirv(officeJsDir, { dev: true, etag: true });

  return function answer(request: IncomingMessage, response: ServerResponse, url: URL): void {
    response.setHeader('content-security-policy', contentSecurityPolicy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    const notFound = (): void => {
      response.statusCode = 404;
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      response.end('There is nothing here. The workbook is at /\n');
    };
    if (!url.pathname.startsWith(OFFICE_JS_PATH)) {
      preview(request, response, notFound);
      return;
    }
    request.url = `/${url.pathname.slice(OFFICE_JS_PATH.length)}`;
    officeJs(request, response, notFound);
  };
}

/** Files with a hash in their name never change; the page itself must be asked for each time. */
function cacheByName(response: ServerResponse, pathname: string): void {
  response.setHeader(
    'cache-control',
    pathname.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
}
