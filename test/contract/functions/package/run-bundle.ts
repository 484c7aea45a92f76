import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ServiceEvent } from '../../../../functions/handlers/signed-in-handler.ts';

interface BundleRun {
  readonly bundlePath: string;
  readonly handler: string;
  readonly event: ServiceEvent | { readonly datasetId: string };
  readonly environment: Record<string, string>;
}

/** Lambda puts time, request and level before each line of the console, and nothing before what is written to stdout. */
const RUNNER = `
  console.log = (line) => process.stdout.write(new Date().toISOString() + '\\trequest-1\\tINFO\\t' + line + '\\n');
  const [, bundle, handler] = process.argv;
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const handlers = await import(bundle);
  const result = await handlers[handler](JSON.parse(Buffer.concat(chunks)), { awsRequestId: 'request-1' });
  process.stdout.write('\\n' + JSON.stringify(result));
`;

/** Loads a packaged bundle in a Node of its own, as Lambda does, and calls one handler; the result is the last line it prints. */
export async function runBundle<Result = APIGatewayProxyStructuredResultV2>({
  bundlePath,
  handler,
  event,
  environment,
}: BundleRun) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', RUNNER, bundlePath, handler], {
    env: environment,
  });
  child.stdin.end(JSON.stringify(event));
  const [printed, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const last = printed.split('\n').at(-1) ?? '';
  if (last === '') throw new Error(errors);
  return { result: JSON.parse(last) as Result, printed };
}
