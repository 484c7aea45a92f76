import { Button } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';

interface FirstOfMany<T> {
  readonly shown: readonly T[];
  /** Shows more of them; null where all are shown. */
  readonly more: ReactNode;
}

/** The first of a list that a pasted block can make thousands long, and the button that shows more of it. */
export function useFirstOfMany<T>(list: readonly T[], step = 50): FirstOfMany<T> {
  const [count, setCount] = useState(step);
  const hidden = list.length - count;
  return {
    shown: list.slice(0, count),
    more:
      hidden > 0 ? (
        <Button size="small" onClick={() => setCount(count + step)}>
          Show {Math.min(step, hidden)} more
        </Button>
      ) : null,
  };
}
