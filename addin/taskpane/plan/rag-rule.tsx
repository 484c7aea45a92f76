import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { RAG_RULE } from '../../../shared/domain/afi.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import { printedDay } from '../printed.ts';

const useStyles = makeStyles({ rule: { display: 'block', color: tokens.colorNeutralForeground3 } });

/** The rule by which a RAG was worked out, and for which day. */
export function RagRule({ asAt }: { readonly asAt: Day }) {
  return (
    <Caption1 className={useStyles().rule}>
      RAG worked out as at {printedDay(asAt)}. {RAG_RULE}
    </Caption1>
  );
}
