import { Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { RecordOf } from '../../../shared/sync/record.ts';
import { GradeBadge } from './grade-badge.tsx';
import { type PlanSection, printedNumbers } from './plan-sections.ts';

const useStyles = makeStyles({
  section: { marginTop: tokens.spacingVerticalL },
  heading: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { margin: 0 },
  rows: { listStyleType: 'none', margin: 0, padding: 0 },
  // drawn as a shadow, so that the numbers stay in line with those of the other AFIs
  together: {
    marginTop: tokens.spacingVerticalS,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke2}`,
    '@media (forced-colors: active)': { borderLeft: '3px solid CanvasText' },
  },
  caption: {
    display: 'block',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} 0`,
    color: tokens.colorNeutralForeground3,
  },
});

interface AreaSectionProps {
  readonly section: PlanSection;
  readonly renderAfi: (afi: RecordOf<'afi'>) => React.ReactNode;
}

/** One inspection area with its grade and its AFIs; AFIs that are handled together stand behind one bar. */
export function AreaSection({ section, renderAfi }: AreaSectionProps) {
  const styles = useStyles();
  const headingId = useId();
  const { area, areaId, groups } = section;
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <div className={styles.heading}>
        <Subtitle2 as="h2" id={headingId} className={styles.name}>
          {area?.fields.name ?? areaId}
        </Subtitle2>
        {area !== null && <GradeBadge grade={area.fields.grade} />}
      </div>
      {groups.map((group) => {
        const together = group[0]?.fields.handledWith ?? [];
        const isTogether = together.length > 1;
        return (
          <div key={together.join(',')} className={isTogether ? styles.together : undefined}>
            {isTogether && (
              <Caption1 className={styles.caption}>AFIs {printedNumbers(together)} are handled together</Caption1>
            )}
            <ul className={styles.rows}>
              {group.map((afi) => (
                <li key={afi.id}>{renderAfi(afi)}</li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
