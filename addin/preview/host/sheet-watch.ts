import type { WorkbookModel } from './model/workbook-model.ts';

/** A sheet that came, went or has another name. */
export interface SheetNews {
  readonly kind: 'added' | 'deleted' | 'renamed';
  readonly sheetId: string;
  readonly nameBefore?: string;
  readonly nameAfter?: string;
}

const KINDS: Readonly<Record<string, SheetNews['kind']>> = {
  'sheet.mutation.insert-sheet': 'added',
  'sheet.mutation.remove-sheet': 'deleted',
  'sheet.mutation.set-worksheet-name': 'renamed',
};

interface SheetMutation {
  readonly unitId: string;
  readonly subUnitId?: string;
  readonly sheet?: { readonly id: string };
}

/** Tells when sheets come, go or are renamed; returns what ends it. */
export function watchSheets(workbook: WorkbookModel, listener: (news: SheetNews) => void): () => void {
  const commands = workbook.injector.get(workbook.grid.packages.ICommandService);
  let nameBefore: string | undefined;
  const nameOf = (sheetId: string): string | undefined => workbook.sheetById(sheetId)?.name;
  const before = commands.beforeCommandExecuted(({ id, params }) => {
    if (KINDS[id] === 'renamed') nameBefore = nameOf((params as SheetMutation).subUnitId ?? '');
  });
  const after = commands.onCommandExecuted(({ id, params }) => {
    const kind = KINDS[id];
    const { unitId, subUnitId, sheet } = (params ?? {}) as SheetMutation;
    const sheetId = subUnitId ?? sheet?.id;
    if (kind === undefined || unitId !== workbook.id || sheetId === undefined) return;
    if (kind !== 'renamed') {
      listener({ kind, sheetId });
      return;
    }
    const nameAfter = nameOf(sheetId);
    if (nameBefore !== undefined && nameAfter !== undefined) listener({ kind, sheetId, nameBefore, nameAfter });
  });
  return () => {
    before.dispose();
    after.dispose();
  };
}
