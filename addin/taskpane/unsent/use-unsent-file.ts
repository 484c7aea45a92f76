import { useState } from 'react';
import type { Problem } from '../../../shared/domain/problem.ts';
import { useServices } from '../pane-context.ts';
import { useActor } from '../use-sync-status.ts';
import { offerDownload } from './offer-download.ts';
import type { SavedText } from './saved-file.tsx';
import { unsentFileName } from './unsent-file-name.ts';

interface UnsentFile {
  /** What was saved last. */
  readonly file: SavedText | null;
  /** Why the last try saved nothing. */
  readonly problems: readonly Problem[];
  readonly save: () => Promise<void>;
}

/** Saves this person's unsent edits to a file. */
export function useUnsentFile(): UnsentFile {
  const { replica, today } = useServices();
  const person = useActor()?.name ?? '';
  const [state, setState] = useState<Pick<UnsentFile, 'file' | 'problems'>>({ file: null, problems: [] });
  const save = async (): Promise<void> => {
    try {
      const text = await replica.exportUnsent();
      const name = unsentFileName(replica.all('inspection')[0]?.id, person, today());
      offerDownload(name, text);
      setState({ file: { name, text }, problems: [] });
    } catch (cause) {
      const detail = cause instanceof Error ? ` (${cause.message})` : '';
      const message = `The file could not be made${detail}. Your edits are still here; try again`;
      setState({ file: null, problems: [{ path: '', code: 'not-exported', message }] });
    }
  };
  return { ...state, save };
}
