import { meetingActionStateSchema } from '../../../shared/domain/meeting.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { badArgument } from '../formula-error.ts';
import { boardMeant, boardNames, onDay } from '../plan-lookups.ts';
import { isLeftOut, optionalNameAmong } from '../typed-arguments.ts';
import { type Explainer, explainer, restsOn } from './explanation.ts';

type MeetingFormula = 'MEETINGACTIONS' | 'MEETINGS';

/** Whether something is of the board that was asked for, and how that is said. */
function ofBoard(reader: ReplicaReader, board: unknown) {
  if (isLeftOut(board)) return { isMeant: () => true, words: '' };
  const found = boardMeant(reader, board);
  if (found === null) throw badArgument('board', `one board's name, or words that only one has: ${boardNames(reader)}`);
  const isMeant = ({ fields }: { readonly fields: { readonly board: string } }): boolean => fields.board === found.id;
  return { isMeant, words: ` of the ${found.fields.name}` };
}

export const MEETING_EXPLAINERS: Readonly<Record<MeetingFormula, Explainer>> = {
  MEETINGACTIONS: explainer(3, (reader, asAt, [board, state]) => {
    const { isMeant, words } = ofBoard(reader, board);
    const wanted = optionalNameAmong(state, 'state', meetingActionStateSchema.options);
    const { plan: on } = onDay(reader, asAt);
    const shown = on
      .all('meeting-action')
      .filter((action) => isMeant(action) && (wanted === null || action.fields.state === wanted));
    return {
      figure: `Actions given at meetings${words}`,
      rule: 'As the meetings’ papers and notes record them, in the order in which they were raised',
      restsOn: shown.map((action) => restsOn(action, null)),
      on,
    };
  }),
  MEETINGS: explainer(2, (reader, asAt, [board]) => {
    const { isMeant, words } = ofBoard(reader, board);
    const { plan: on } = onDay(reader, asAt);
    return {
      figure: `Meetings${words}`,
      rule: 'As their papers and notes record them, with the questions asked and the actions raised at each counted',
      restsOn: on
        .all('meeting')
        .filter(isMeant)
        .map((meeting) => restsOn(meeting, null)),
      on,
    };
  }),
};
