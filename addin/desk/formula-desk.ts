import type { FormulaServices } from '../taskpane/formulas/formula-services.ts';
import { findFailingCells } from '../workbook/failing-cells.ts';
import { insertFormula } from '../workbook/insert-formula.ts';
import { type Revival, reviveCells } from '../workbook/revive-cells.ts';
import { selectCell } from '../workbook/select-cell.ts';

/** Where workbook and formulas meet: the one finds cells, the other knows what they should show. */
export interface FormulaDesk {
  readonly services: FormulaServices;
  /** Wakes the workbook's dead PEEL cells, and tells what became of them. */
  revive(): Promise<string | null>;
  /** To be called after each Refresh. */
  tellRefreshed(): void;
}

// what knows the functions' metadata is loaded when it is first asked: cells answer without it
const knowledge = () => import('../formulas/guide/explain-failure.ts');
const syntax = () => import('../formulas/guide/formula-syntax.ts');

const NOT_ASKED =
  'Cells in error were not asked again: a part of PEEL could not be loaded. Refresh once you are online.';

/** `settled` resolves once cells that were woken have had time to answer. */
export function createFormulaDesk(refresh: () => Promise<void>, settled: () => Promise<void>): FormulaDesk {
  const listeners = new Set<() => void>();
  return {
    services: {
      guide: async () => (await import('../formulas/guide/formula-guide.ts')).formulaGuide,
      async findFailing() {
        const { whyItFails } = await knowledge();
        return await findFailingCells(whyItFails);
      },
      selectCell,
      insert: insertFormula,
      refresh,
      onRefreshed(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    async revive() {
      const loaded = await Promise.all([knowledge(), syntax()]).catch(() => null);
      if (loaded === null) return NOT_ASKED; // offline, and never loaded before: the rest of Refresh is done
      const [{ isCard, isDead }, { withPlainNames }] = loaded;
      return inWords(await reviveCells({ isCard, isDead, typedFormula: withPlainNames }, settled));
    },
    tellRefreshed() {
      for (const listener of [...listeners]) listener();
    },
  };
}

const cells = (count: number): string => `${count} PEEL ${count === 1 ? 'cell' : 'cells'}`;

/** What Refresh did for cells; null where there is nothing to tell. */
function inWords({ revived, failing, locked }: Revival): string | null {
  const parts: string[] = [];
  if (revived > 0) parts.push(`${cells(revived)} that Excel had lost ${revived === 1 ? 'is' : 'are'} live again.`);
  if (locked > 0)
    parts.push(`${cells(locked)} on protected worksheets could not be entered again: take the protection off first.`);
  if (failing > 0)
    parts.push(
      `${cells(failing)} in error asked again; the Formulas tab tells why ${failing === 1 ? 'it fails' : 'they fail'}.`,
    );
  return parts.length === 0 ? null : parts.join(' ');
}
