import { Button, Field, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { cannotDownload } from './offer-download.ts';

const useStyles = makeStyles({
  saved: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, overflowWrap: 'anywhere' },
  summary: { cursor: 'pointer', '&:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  copy: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, paddingTop: tokens.spacingVerticalS },
  button: { alignSelf: 'flex-start' },
});

export interface SavedText {
  readonly name: string;
  readonly text: string;
}

/** Where to find a file that was handed to the browser, and its text to copy where no file came. */
export function SavedFile({ name, text }: SavedText) {
  const styles = useStyles();
  const isMac = cannotDownload();
  return (
    <div className={styles.saved}>
      <Text role="status">
        {isMac
          ? `Excel on a Mac takes no files from add-ins: copy the text below and keep it in a file named ${name}.`
          : `Saved as ${name}: look among your downloads.`}
      </Text>
      <details open={isMac}>
        <summary className={styles.summary}>{isMac ? 'The text of the file' : 'Did no file come?'}</summary>
        <CopyText name={name} text={text} />
      </details>
    </div>
  );
}

function CopyText({ name, text }: SavedText) {
  const styles = useStyles();
  const frame = useRef<HTMLDivElement>(null);
  const select = (): void => frame.current?.querySelector('textarea')?.select();
  const [told, setTold] = useState('');
  const copy = async (): Promise<void> => {
    // some of Excel's web views let no add-in write the clipboard
    const isCopied = await (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
      () => true,
      () => false,
    );
    setTold(isCopied ? 'Copied.' : 'The text is selected: press Ctrl+C, or Command+C on a Mac.');
    if (!isCopied) select();
  };
  return (
    <div ref={frame} className={styles.copy}>
      <Field label={`Copy this text and keep it in a file named ${name}`}>
        <Textarea readOnly rows={4} value={text} onFocus={select} />
      </Field>
      <Button size="small" className={styles.button} onClick={() => void copy() /* its end is told below */}>
        Copy
      </Button>
      <Text role="status">{told}</Text>
    </div>
  );
}
