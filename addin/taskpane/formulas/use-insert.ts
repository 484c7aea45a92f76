import { useState } from 'react';
import type { Insertion, InsertRequest } from '../../workbook/insert-formula.ts';
import { useServices } from '../pane-context.ts';
import { failureText } from './failure-text.ts';

/** What Insert found in its way, for the person to decide. */
export type InsertQuestion = Exclude<Insertion, { readonly done: true }>;

export interface InsertState {
  readonly question: InsertQuestion | null;
  /** What became of it. */
  readonly told: { readonly text: string; readonly isFailure: boolean } | null;
  /** Puts the formula into the active cell, or asks. */
  readonly insert: (request: InsertRequest) => void;
  /** The person says yes: the same again, with what they were asked. */
  readonly agree: () => void;
  readonly cancel: () => void;
}

/** Inserting a formula, with the questions that come up on the way. */
export function useInsert(): InsertState {
  const { formulas } = useServices();
  const [asked, setAsked] = useState<{ readonly request: InsertRequest; readonly question: InsertQuestion } | null>(
    null,
  );
  const [told, setTold] = useState<InsertState['told']>(null);
  const insert = (request: InsertRequest): void => {
    setTold(null);
    setAsked(null);
    formulas.insert(request).then(
      (insertion) => {
        if (insertion.done) setTold({ text: `Inserted into ${insertion.address}.`, isFailure: false });
        else setAsked({ request, question: insertion });
      },
      (cause: unknown) => setTold({ text: failureText(cause), isFailure: true }),
    );
  };
  return {
    question: asked?.question ?? null,
    told,
    insert,
    agree() {
      if (asked === null) return;
      const { request, question } = asked;
      insert(
        question.because === 'occupied'
          ? { ...request, overwrite: question.address }
          : { ...request, withoutRoom: true },
      );
    },
    cancel: () => setAsked(null),
  };
}
