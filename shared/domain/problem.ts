import * as z from 'zod';

/** Text that came in stands in both: a field's name may be as long as the sender likes. */
const MAX_PATH = 200;
const MAX_MESSAGE = 1000;

/** One thing wrong with a record: which field, a stable code, and what is allowed instead. */
export const problemSchema = z.strictObject({
  path: z.string().max(MAX_PATH),
  code: z.string().max(60),
  message: z.string().max(MAX_MESSAGE),
});
export type Problem = z.infer<typeof problemSchema>;

/** A problem cut to what its schema allows, so that whoever is sent it can read it. */
export function boundedProblem({ path, code, message }: Problem): Problem {
  return { path: path.slice(0, MAX_PATH), code, message: message.slice(0, MAX_MESSAGE) };
}

/** zod's issues in the product's own shape. */
export function problemsOf(error: z.ZodError): Problem[] {
  return issuesOf(error).map(boundedProblem);
}

function issuesOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: path === '' ? key : `${path}.${key}`,
        code: 'unknown-field',
        message: `${key} is not a field here; remove it or check its spelling`,
      }));
    }
    const code = issue.code === 'custom' ? String(issue.params?.code ?? 'invalid') : issue.code.replaceAll('_', '-');
    const subject = path === '' ? 'This' : path;
    return [{ path, code, message: `${subject} ${issue.message}` }];
  });
}
