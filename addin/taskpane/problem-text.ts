import type { Problem } from '../../shared/domain/problem.ts';
import { fieldLabel } from './field-words.ts';

/** A problem's message as the pane shows it: it starts with the field as the form names it. */
export function problemText({ path, message }: Problem): string {
  const startsWithField = path !== '' && message.startsWith(`${path} `);
  const text = startsWithField ? `${fieldLabel(path)}${message.slice(path.length)}` : message;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A message as a sentence that stands alone. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Each field's first message, by the problem's path: `signOff.by`. */
export function messagesByField(problems: readonly Problem[]): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const problem of problems) messages[problem.path] ??= problemText(problem);
  return messages;
}
