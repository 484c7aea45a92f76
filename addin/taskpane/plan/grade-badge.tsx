import { Badge, makeStyles } from '@fluentui/react-components';
import type { Grade } from '../../../shared/domain/inspection-area.ts';

const COLORS = {
  Outstanding: 'success',
  Good: 'success',
  Adequate: 'brand',
  'Requires improvement': 'severe',
  Inadequate: 'danger',
  'Not graded': 'informative',
  Pending: 'informative',
} as const satisfies Record<Grade, unknown>;

const useStyles = makeStyles({ badge: { flexShrink: 0 } });

/** HMICFRS's grade of an inspection area. */
export function GradeBadge({ grade }: { readonly grade: Grade }) {
  return (
    <Badge className={useStyles().badge} appearance="outline" color={COLORS[grade]} shape="rounded">
      {grade}
    </Badge>
  );
}
