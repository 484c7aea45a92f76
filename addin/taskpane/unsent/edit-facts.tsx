import type { Mutation } from '../../../shared/sync/protocol.ts';
import { type Fact, FactList } from '../fact-list.tsx';
import { useServices } from '../pane-context.ts';
import { printedDay, printedInstant } from '../printed.ts';

interface EditFactsProps {
  /** Each edit as the person made it, oldest first. */
  readonly parts: readonly Mutation[];
}

/** When and why the person made an edit, or each of several that came back as one. */
export function EditFacts({ parts }: EditFactsProps) {
  const { today } = useServices();
  const isOne = parts.length === 1;
  return parts.map(({ mutationId, editedAt, effectiveOn, reason }, index) => {
    const which = isOne ? 'Mine' : `Mine, ${index + 1} of ${parts.length},`;
    const facts: Fact[] = [
      { name: `${which} was made`, value: printedInstant(editedAt, today()) },
      { name: 'In effect from', value: printedDay(effectiveOn) },
      { name: 'My reason', value: reason ?? 'None given' },
    ];
    return <FactList key={mutationId} facts={facts} />;
  });
}
