import { Button, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { copyText } from './copy-text.ts';
import { InsertDialog } from './insert-dialog.tsx';
import { useInsert } from './use-insert.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  told: { flex: '1 1 140px', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface InsertBarProps {
  readonly formula: string;
  readonly size: { readonly rows: number; readonly columns: number };
  readonly numberFormat: string | null;
  /** Why it cannot be inserted yet; null where it can. */
  readonly whyNot: string | null;
}

/** Puts the formula into the active cell or onto the clipboard, and tells what became of that. */
export function InsertBar({ formula, size, numberFormat, whyNot }: InsertBarProps) {
  const styles = useStyles();
  const toldId = useId();
  const { question, told, insert, agree, cancel } = useInsert();
  const [copied, setCopied] = useState<{ readonly formula: string; readonly text: string } | null>(null);
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(formula);
    setCopied({
      formula,
      text: isCopied ? 'Copied.' : 'Copying is not allowed here: select the formula and press Ctrl+C.',
    });
  };
  const request = { formula, ...size, ...(numberFormat === null ? {} : { numberFormat }) };
  const news = copied?.formula === formula ? copied.text : told?.isFailure === false ? told.text : '';
  return (
    <>
      {told?.isFailure === true && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{told.text}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.bar}>
        <Button
          appearance="primary"
          disabledFocusable={whyNot !== null}
          aria-describedby={toldId}
          onClick={() => {
            setCopied(null);
            insert(request);
          }}
        >
          Insert into the active cell
        </Button>
        <Button onClick={() => void copy() /* what became of it is told */}>Copy</Button>
        <Text size={200} id={toldId} className={styles.told} role="status">
          {whyNot ?? news}
        </Text>
      </div>
      {question !== null && <InsertDialog question={question} size={size} onAgree={agree} onClose={cancel} />}
    </>
  );
}
