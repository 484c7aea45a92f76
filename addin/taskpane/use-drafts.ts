import { useState } from 'react';

interface Drafts<State> {
  readonly drafts: ReadonlyMap<string, State>;
  /** Null forgets it. */
  readonly setDraft: (key: string, draft: State | null) => void;
}

/** What somebody typed in several forms of a view and has not saved: it stays while they look at another. */
export function useDrafts<State>(): Drafts<State> {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, State>>(new Map());
  const setDraft = (key: string, draft: State | null): void =>
    setDrafts((held) => {
      const next = new Map(held);
      if (draft === null) next.delete(key);
      else next.set(key, draft);
      return next;
    });
  return { drafts, setDraft };
}
