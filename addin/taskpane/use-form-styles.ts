import { makeStyles, tokens } from '@fluentui/react-components';

/** How the fields of a form stand: side by side where there is room, a wide one over the whole row. */
export const useFormStyles = makeStyles({
  grid: {
    display: 'grid',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    alignItems: 'start',
  },
  // two columns, or one where two would cut off a status or a date
  texts: { gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, max(160px, 50% - 12px)), 1fr))' },
  figures: { gridTemplateColumns: 'repeat(auto-fit, minmax(128px, 1fr))' },
  wide: { gridColumn: '1 / -1' },
  control: { minWidth: 0, width: '100%' },
});

/** What a field shows below itself where something is wrong with it. */
export function validationOf(message: string | undefined) {
  return message === undefined ? {} : ({ validationMessage: message, validationState: 'error' } as const);
}
