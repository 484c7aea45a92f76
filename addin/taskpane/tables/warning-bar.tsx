import { MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { sentence } from '../problem-text.ts';

const useStyles = makeStyles({ text: { overflowWrap: 'anywhere', minWidth: 0 } });

/** Why something could not be done, or is not done yet; nothing where there is no reason. */
export function WarningBar({ text }: { readonly text: string | null }) {
  const styles = useStyles();
  if (text === null) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody className={styles.text}>{sentence(text)}</MessageBarBody>
    </MessageBar>
  );
}
