import { Badge, makeStyles } from '@fluentui/react-components';
import { ArrowUpload16Regular } from '@fluentui/react-icons/svg/arrow-upload';

const useStyles = makeStyles({ mark: { flexShrink: 0, verticalAlign: 'middle' } });

/** Marks what is saved on this computer and not yet with the other offices. */
export function PendingMark() {
  const styles = useStyles();
  return (
    <Badge
      className={styles.mark}
      appearance="outline"
      color="informative"
      size="small"
      icon={<ArrowUpload16Regular />}
    >
      Unsent
    </Badge>
  );
}
