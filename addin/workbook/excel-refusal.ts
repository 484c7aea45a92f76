/** Why Excel did not do what it was asked, and what the person can do. */
export type ExcelRefusal = 'editing a cell' | 'protected' | 'gone' | 'hidden';

const REFUSALS: Readonly<Record<string, ExcelRefusal>> = {
  InvalidOperationInCellEditMode: 'editing a cell',
  AccessDenied: 'protected',
  ItemNotFound: 'gone',
};

const IN_WORDS: Readonly<Record<ExcelRefusal, string>> = {
  'editing a cell': 'A cell is being edited. Finish it with Enter or Escape, then try again',
  protected: 'The worksheet is protected. Take the protection off (Review, Unprotect Sheet), then try again',
  gone: 'This worksheet or cell is no longer there. Look again',
  hidden: 'The worksheet is hidden. Unhide it (right-click a sheet tab, Unhide), then try again',
};

/** A refusal of Excel that a person can do something about. */
export class ExcelRefusalError extends Error {
  override readonly name = 'ExcelRefusalError';

  constructor(
    readonly refusal: ExcelRefusal,
    options?: ErrorOptions,
  ) {
    super(IN_WORDS[refusal], options);
  }
}

/** Runs a batch; where Excel refuses it for a reason that people can remove, it throws an ExcelRefusalError. */
export async function runInExcel<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  try {
    return await Excel.run(batch);
  } catch (cause) {
    const refusal = cause instanceof OfficeExtension.Error ? REFUSALS[cause.code] : undefined;
    throw refusal === undefined ? cause : new ExcelRefusalError(refusal, { cause });
  }
}
