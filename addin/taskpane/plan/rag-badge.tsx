import { Badge, makeStyles } from '@fluentui/react-components';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle16Regular } from '@fluentui/react-icons/svg/circle';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle';
import { QuestionCircle16Regular } from '@fluentui/react-icons/svg/question-circle';
import { Warning16Filled } from '@fluentui/react-icons/svg/warning';
import type { RagOnDay } from './rag-on-day.ts';

const LOOKS = {
  Overdue: { color: 'danger', icon: <ErrorCircle16Filled /> },
  'At risk': { color: 'severe', icon: <Warning16Filled /> },
  'On track': { color: 'success', icon: <Circle16Regular /> },
  Complete: { color: 'success', icon: <CheckmarkCircle16Filled /> },
  'Not recorded': { color: 'subtle', icon: <QuestionCircle16Regular /> },
  'Changed since': { color: 'subtle', icon: <Clock16Regular /> },
} as const satisfies Record<RagOnDay, unknown>;

const useStyles = makeStyles({ badge: { flexShrink: 0 } });

/** A RAG by icon, word and colour, so that it does not rest on colour alone. */
export function RagBadge({ rag }: { readonly rag: RagOnDay }) {
  const { color, icon } = LOOKS[rag];
  return (
    <Badge className={useStyles().badge} appearance="tint" color={color} icon={icon}>
      {rag}
    </Badge>
  );
}
