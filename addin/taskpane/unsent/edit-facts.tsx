import type { Mutation } from '../../../shared/sync/protocol.ts';
import { FactList } from '../fact-list.tsx';
import { useServices } from '../pane-context.ts';
import { printedDay, printedInstant } from '../printed.ts';

/** When and why the person made an edit. */
export function EditFacts({ mutation: { editedAt, effectiveOn, reason } }: { readonly mutation: Mutation }) {
  const { today } = useServices();
  return (
    <FactList
      facts={[
        { name: 'Mine was made', value: printedInstant(editedAt, today()) },
        { name: 'In effect from', value: printedDay(effectiveOn) },
        { name: 'My reason', value: reason ?? 'None given' },
      ]}
    />
  );
}
