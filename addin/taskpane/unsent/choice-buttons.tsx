import { Button } from '@fluentui/react-components';
import type { EditRequest } from '../../replica/replica-port.ts';
import type { Settling } from './use-settling.ts';

interface ChoiceButtonsProps {
  /** The record's name. */
  readonly name: string;
  /** What is chosen about, for people who hear a button alone: "AFI 7 status". */
  readonly about: string;
  /** Null where the person may not. */
  readonly mine: EditRequest | null;
  /** What of mine nobody disputes. */
  readonly rest: EditRequest | null;
  readonly settling: Settling;
  readonly isTyping: boolean;
  /** Null where the pane has no form for this kind of record. */
  readonly onType: ((isTyping: boolean) => void) | null;
}

/** Mine, theirs, or another value. */
export function ChoiceButtons({ name, about, mine, rest, settling, isTyping, onType }: ChoiceButtonsProps) {
  const { busy, settle } = settling;
  return (
    <>
      <Button
        size="small"
        aria-label={`Take mine: ${about}`}
        disabledFocusable={busy || mine === null}
        onClick={() => void settle(mine, `${name}: yours is saved.`) /* a failure is told in the card */}
      >
        Take mine
      </Button>
      <Button
        size="small"
        aria-label={`Take theirs: ${about}`}
        disabledFocusable={busy}
        onClick={() => void settle(rest, `${name}: theirs is kept.`) /* likewise */}
      >
        Take theirs
      </Button>
      {onType !== null && (
        <Button
          size="small"
          aria-label={`Other…: ${about}`}
          aria-expanded={isTyping}
          disabledFocusable={busy || mine === null}
          onClick={() => onType(!isTyping)}
        >
          Other…
        </Button>
      )}
    </>
  );
}
