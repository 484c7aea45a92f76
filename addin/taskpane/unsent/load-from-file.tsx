import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { Replica } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { ProblemBar } from '../problem-bar.tsx';
import { printedEdits } from './unsent-count.ts';

const MAX_MB = 10;
const MAX_BYTES = MAX_MB * 1024 * 1024;

// it must stand there before it speaks: an empty one only gives back its gap
const useStyles = makeStyles({
  told: {
    flexBasis: '100%',
    overflowWrap: 'anywhere',
    '&:empty': { marginTop: `calc(-1 * ${tokens.spacingHorizontalS})` },
  },
});

type Loaded = { readonly told: string } | { readonly problems: readonly Problem[] };

const problem = (code: string, message: string): Loaded => ({ problems: [{ path: '', code, message }] });

async function load(replica: Replica, file: File): Promise<Loaded> {
  if (file.size > MAX_BYTES)
    return problem(
      'file-too-large',
      `“${file.name}” is larger than ${MAX_MB} MB, so it is no file of unsent edits; choose the one that PEEL saved`,
    );
  const text = await file.text().catch(() => null);
  if (text === null)
    return problem('file-unreadable', `“${file.name}” could not be read; close it elsewhere and choose it again`);
  try {
    const result = await replica.importUnsent(text);
    return 'problems' in result ? result : { told: resultInWords(result.imported, result.already) };
  } catch (cause) {
    const detail = cause instanceof Error ? ` (${cause.message})` : '';
    return problem(
      'not-imported',
      `Nothing of “${file.name}” could be kept on this computer${detail}; free some space and try again`,
    );
  }
}

function resultInWords(imported: number, already: number): string {
  const here = already === 0 ? '' : ` ${printedEdits(already)} of it ${already === 1 ? 'was' : 'were'} here already.`;
  return imported === 0 ? `Nothing new was loaded.${here}` : `${printedEdits(imported)} loaded.${here}`;
}

/** Takes up the unsent edits of a file that was saved on this computer or another. */
export function LoadFromFile() {
  const styles = useStyles();
  const { replica } = useServices();
  const picker = useRef<HTMLInputElement>(null);
  const [loaded, setLoaded] = useState<Loaded>({ told: '' });
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setLoaded({ told: '' });
    setLoaded(await load(replica, file));
    if (picker.current !== null) picker.current.value = ''; // the same file may be chosen again
  };
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json,text/plain"
        aria-label="File of unsent edits"
        hidden
        onChange={({ target }) => void choose(target.files?.[0]) /* its end is told below */}
      />
      <Button size="small" onClick={() => picker.current?.click()}>
        Load from a file…
      </Button>
      <ProblemBar problems={'problems' in loaded ? loaded.problems : []} />
      <Text role="status" className={styles.told}>
        {'told' in loaded ? loaded.told : ''}
      </Text>
    </>
  );
}
