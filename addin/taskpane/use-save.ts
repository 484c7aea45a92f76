import { useState } from 'react';
import type { Problem } from '../../shared/domain/problem.ts';
import type { EditRequest, EditResult, Replica } from '../replica/replica-port.ts';

interface SaveState {
  readonly saving: boolean;
  readonly saved: boolean;
  /** Why the last try kept nothing. */
  readonly problems: readonly Problem[];
}

const IDLE: SaveState = { saving: false, saved: false, problems: [] };

/** A disk that refuses to write is told like any other refusal: nothing was kept, and what was typed stays. */
function diskProblem(error: unknown): EditResult {
  const detail = error instanceof Error ? ` (${error.message})` : '';
  const message = `The edit could not be kept on this computer${detail}. Free some space or close other windows, then save again.`;
  return { saved: false, problems: [{ path: '', code: 'not-kept', message }] };
}

/** Saves one edit at a time, and tells how the last one went. */
export function useSave() {
  const [state, setState] = useState(IDLE);
  const save = async (replica: Replica, request: EditRequest): Promise<boolean> => {
    setState({ ...IDLE, saving: true });
    const result = await replica.edit(request).catch(diskProblem);
    setState({ saving: false, saved: result.saved, problems: result.saved ? [] : result.problems });
    return result.saved;
  };
  return { ...state, save };
}
