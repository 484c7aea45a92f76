import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { Problem } from '../../shared/domain/problem.ts';
import { problemText, sentence } from './problem-text.ts';

/** Why something did not succeed; nothing where it did. */
export function ProblemBar({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>{problems.map((problem) => sentence(problemText(problem))).join(' ')}</MessageBarBody>
    </MessageBar>
  );
}
