import { Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { type AfiDraft, reviewAfiDraft } from '../afi/afi-draft.ts';
import { AfiFields } from '../afi/afi-fields.tsx';
import { draftRequest } from '../draft-request.ts';
import { useServices } from '../pane-context.ts';
import { useLive } from '../use-live.ts';
import { afiDraftAgain } from './draft-again.ts';
import { ValuesFrame, type ValuesProps } from './values-frame.tsx';
import { whyNot } from './values-request.ts';

const NONE: ReadonlySet<string> = new Set();
const FORM_FIELDS = ['status', 'forecast', 'signOff', 'note'];

/** The AFI form, filled with what a returned edit had changed. */
export function AfiValues({ mutation, effectiveOn, actor, settling, onClose }: ValuesProps) {
  const { replica, today } = useServices();
  const { recordId } = mutation;
  const [draft, setDraft] = useState<AfiDraft>(() => afiDraftAgain(mutation, effectiveOn));
  const afi = useLive(
    replica,
    useCallback((reader: ReplicaReader) => reader.record('afi', recordId), [recordId]),
  );
  if (afi === null) return <Text>This AFI is no longer in the plan.</Text>;
  const review = reviewAfiDraft(afi, draft, actor, today());
  // what the form has no field for goes along as it was
  const others = Object.entries(mutation.changes).filter(([field]) => !FORM_FIELDS.includes(field));
  const values = { ...Object.fromEntries(others.map(([field, { value }]) => [field, value])), ...review.values };
  return (
    <ValuesFrame
      request={draftRequest('afi', recordId, values, draft)}
      held={afi.fields}
      canSave={review.canSave}
      whyNot={whyNot(review)}
      settling={settling}
      onClose={onClose}
    >
      <AfiFields
        afi={afi}
        draft={draft}
        review={review}
        pending={NONE}
        today={today()}
        onType={(typed) => setDraft({ ...draft, ...typed })}
      />
    </ValuesFrame>
  );
}
