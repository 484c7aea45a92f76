import { useEffect, useState } from 'react';
import { useServices } from '../pane-context.ts';
import type { InsertableTable } from './table-services.ts';

/** The kinds of tables that can be inserted, loaded when the form is first shown. */
export function useInsertable(): readonly InsertableTable[] | 'loading' | 'failed' {
  const { tables } = useServices();
  const [insertable, setInsertable] = useState<readonly InsertableTable[] | 'loading' | 'failed'>('loading');
  useEffect(() => {
    let isShown = true;
    tables.insertable().then(
      (answer) => isShown && setInsertable(answer),
      (cause: unknown) => {
        console.error(cause);
        if (isShown) setInsertable('failed');
      },
    );
    return () => {
      isShown = false;
    };
  }, [tables]);
  return insertable;
}
