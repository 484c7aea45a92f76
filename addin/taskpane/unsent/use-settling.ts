import { useRef, useState } from 'react';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { EditRequest } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { useSave } from '../use-save.ts';

/** How a returned edit is dealt with. */
export interface Settling {
  readonly busy: boolean;
  /** Why the last try did not succeed; the returned edit is then still there. */
  readonly problems: readonly Problem[];
  /** Saves what was chosen (null: nothing to save), and only then takes the returned edit off the list. */
  readonly settle: (request: EditRequest | null, told: string) => Promise<void>;
}

/** `onSettled` hears what was done, once the returned edit has left the list. */
export function useSettling(mutationId: string, onSettled: (told: string) => void): Settling {
  const { replica, sync } = useServices();
  const { save, problems } = useSave();
  const [busy, setBusy] = useState(false);
  const isBusy = useRef(false);
  const [stuck, setStuck] = useState<readonly Problem[]>([]);

  const takeOff = async (told: string): Promise<void> => {
    try {
      await sync.dismiss(mutationId);
    } catch (cause) {
      setStuck([stillListed(cause)]);
      return;
    }
    onSettled(told);
  };
  const settle: Settling['settle'] = async (request, told) => {
    if (isBusy.current) return; // a second press may come before the buttons are drawn as disabled
    isBusy.current = true;
    setBusy(true);
    setStuck([]);
    const isSaved = request === null || (await save(replica, request));
    if (isSaved) await takeOff(told);
    isBusy.current = false;
    setBusy(false);
  };
  return { busy, problems: [...problems, ...stuck], settle };
}

function stillListed(cause: unknown): Problem {
  const detail = cause instanceof Error ? ` (${cause.message})` : '';
  const message = `This could not be taken off the list${detail}. What you chose is kept; press Dismiss to try again`;
  return { path: '', code: 'still-listed', message };
}
