import * as z from 'zod';
import type { Problem } from '../../shared/domain/problem.ts';
import { datasetIdSchema, mutationSchema } from '../../shared/sync/protocol.ts';
import { returnedEditSchema } from './kept-edits.ts';
import type { StoreOwner } from './local-copy.ts';
import type { UnsentEdits } from './replica-store.ts';

const FORMAT = 'peel-unsent-edits';
/** Raise it with every change of what stands in the file. */
const VERSION = 1;

const headSchema = z.looseObject({ format: z.literal(FORMAT), version: z.int().min(1) });
const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  datasetId: datasetIdSchema,
  tenant: z.string().min(1),
  subject: z.string().min(1),
  name: z.string(),
  exportedAt: z.iso.datetime(),
  waiting: z.array(mutationSchema),
  returned: z.array(returnedEditSchema),
});

/** A person's edits that the server has not taken, as the text of a file. */
export function unsentFile(owner: StoreOwner, edits: UnsentEdits, exportedAt: string): string {
  const { datasetId, tenant, subject, name } = owner;
  const { waiting, returned } = edits;
  const file = { format: FORMAT, version: VERSION, datasetId, tenant, subject, name, exportedAt, waiting, returned };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export type ReadUnsentFile = UnsentEdits | { readonly problems: readonly Problem[] };

/** The edits of such a file where it is this owner's; otherwise why they cannot be taken up, and what to do. */
export function readUnsentFile(text: string, owner: StoreOwner): ReadUnsentFile {
  const content = jsonOf(text);
  const head = headSchema.safeParse(content);
  if (!head.success)
    return refused('unsent-damaged', 'This is no file of unsent PEEL edits, or it is damaged. Choose another file');
  if (head.data.version > VERSION)
    return refused('unsent-newer', 'A newer version of PEEL wrote this file. Update the add-in, then import it again');
  const file = fileSchema.safeParse(content);
  if (!file.success)
    return refused(
      'unsent-damaged',
      `This file is damaged, so nothing of it was taken up: ${firstOf(file.error)}. Export the edits again where they were made`,
    );
  const { datasetId, tenant, subject, name, waiting, returned } = file.data;
  if (tenant !== owner.tenant || subject !== owner.subject)
    return refused(
      'unsent-of-another',
      `These edits were made by ${name}. Only they can import them: an edit is sent under the name of whoever made it`,
    );
  if (datasetId !== owner.datasetId)
    return refused(
      'unsent-other-plan',
      `These edits belong to the plan ${datasetId}, and this workbook shows ${owner.datasetId}. Import them in a workbook of that plan`,
    );
  return { waiting, returned };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no schema accepts it
  }
}

function firstOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  return issue === undefined ? '' : `${issue.path.map(String).join('.') || 'it'} ${issue.message}`.slice(0, 200);
}

const refused = (code: string, message: string): ReadUnsentFile => ({ problems: [{ path: '', code, message }] });
