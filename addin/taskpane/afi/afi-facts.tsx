import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { slipDays } from '../../../shared/domain/afi.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import { type Fact, FactList } from '../fact-list.tsx';
import { officeName } from '../office-name.ts';
import { PendingMark } from '../pending-mark.tsx';
import { GradeBadge } from '../plan/grade-badge.tsx';
import { printedNumbers } from '../plan/plan-sections.ts';
import { printedDay, printedDays } from '../printed.ts';
import type { AfiPage } from './afi-page.ts';

const NOT_RECORDED = 'Not recorded';
const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

const dayOrNot = (day: Day | undefined): string => (day === undefined ? NOT_RECORDED : printedDay(day));

function slipInWords(slip: number | null): string {
  if (slip === null) return NOT_RECORDED;
  if (slip === 0) return 'None';
  return slip > 0 ? `${printedDays(slip)} later than first promised` : `${printedDays(-slip)} earlier`;
}

interface AfiFactsProps {
  readonly page: AfiPage;
  readonly pending: ReadonlySet<string>;
}

/** An AFI's dates, offices, board and area; what is not in the dataset says so. */
export function AfiFacts({ page, pending }: AfiFactsProps) {
  const styles = useStyles();
  const { afi, area, board, offices } = page;
  const nameOf = (officeId: string): string => officeName(offices, officeId);
  const { fields } = afi;
  const withMark = (field: string, value: ReactNode): ReactNode => (
    <span className={styles.line}>
      {value}
      {pending.has(field) && <PendingMark />}
    </span>
  );
  const together = fields.handledWith.filter((number) => number !== fields.number);
  const facts: (Fact | null)[] = [
    {
      name: 'Area',
      value: (
        <span className={styles.line}>
          {area?.fields.name ?? fields.area}
          {area !== null && <GradeBadge grade={area.fields.grade} />}
        </span>
      ),
    },
    { name: 'First promised', value: dayOrNot(fields.baseline) },
    { name: 'Forecast', value: withMark('forecast', dayOrNot(fields.forecast)) },
    { name: 'Slip', value: slipInWords(slipDays(fields)) },
    { name: 'Lead office', value: fields.leadOffice === undefined ? NOT_RECORDED : nameOf(fields.leadOffice) },
    { name: 'Supporting', value: (fields.supportingOffices ?? []).map(nameOf).join(', ') || 'None' },
    { name: 'Owner', value: withMark('owner', fields.owner ?? NOT_RECORDED) },
    { name: 'Board', value: board?.fields.name ?? fields.board ?? NOT_RECORDED },
    together.length > 0
      ? { name: 'Handled with', value: `AFI${together.length > 1 ? 's' : ''} ${printedNumbers(together)}` }
      : null,
    fields.signOff === undefined
      ? null
      : { name: 'Signed off', value: withMark('signOff', `${fields.signOff.by}, ${printedDay(fields.signOff.on)}`) },
  ];
  return <FactList facts={facts.filter((fact) => fact !== null)} />;
}
