import { dayOfExcelSerial } from '../../../../shared/domain/calendar.ts';
import type { GridValidation } from '../table-kind.ts';

/** `Range.dataValidation` came with ExcelApi 1.8; the manifest asks for less. */
const canValidate = (): boolean => Office.context.requirements.isSetSupported('ExcelApi', '1.8');

/** Excel's limits for a list that stands in the rule itself, and for what an alert says. */
const MAX_LIST = 255;
const MAX_ALERT = 225;

/** Queues what Excel lets people enter into some cells, with what to do where it does not; null: anything. */
export function validateCells(cells: Excel.Range, validation: GridValidation | null): void {
  if (!canValidate()) return;
  const { dataValidation } = cells;
  const rule = validation === null ? null : ruleOf(validation);
  if (validation === null || rule === null) {
    dataValidation.clear();
    return;
  }
  dataValidation.rule = rule;
  dataValidation.ignoreBlanks = true;
  dataValidation.errorAlert = {
    showAlert: true,
    style: 'Stop',
    title: 'PEEL cannot take this',
    message: wordsOf(validation).slice(0, MAX_ALERT),
  };
}

/** Null where Excel can hold no such rule; what is entered is then looked at afterwards only. */
function ruleOf(validation: GridValidation): Excel.DataValidationRule | null {
  switch (validation.kind) {
    case 'list': {
      const source = validation.items.join(',');
      const canStandInRule = source.length <= MAX_LIST && validation.items.every((item) => !item.includes(','));
      const isFormula = source.trimStart().startsWith('=');
      return canStandInRule && source !== '' && !isFormula ? { list: { inCellDropDown: true, source } } : null;
    }
    case 'whole number':
      return { wholeNumber: { formula1: validation.min, formula2: validation.max, operator: 'Between' } };
    case 'number':
      return { decimal: { formula1: validation.min, formula2: validation.max, operator: 'Between' } };
    case 'date':
      return {
        date: { formula1: dayText(validation.from), formula2: dayText(validation.to), operator: 'Between' },
      };
    case 'text length':
      return { textLength: { formula1: validation.max, operator: 'LessThanOrEqualTo' } };
  }
}

const dayText = (serial: number): string => dayOfExcelSerial(serial) ?? String(serial);

function wordsOf(validation: GridValidation): string {
  switch (validation.kind) {
    case 'list':
      return `Choose one of: ${validation.items.join(', ')}`;
    case 'whole number':
      return `Enter a whole number from ${validation.min} to ${validation.max}`;
    case 'number':
      return `Enter a number from ${validation.min} to ${validation.max}`;
    case 'date':
      return `Enter a date from ${dayText(validation.from)} to ${dayText(validation.to)}`;
    case 'text length':
      return `Enter at most ${validation.max} characters`;
  }
}
