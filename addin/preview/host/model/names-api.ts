import type { FWorkbook } from '@univerjs/sheets/facade';
import { HostError, invalidArgument, itemNotFound } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject, isHostObject } from '../rich-api/host-object.ts';
import { textArgument } from './arguments.ts';
import { CellRange } from './cell-range.ts';
import { rangeArgument, rangeObject } from './range-api.ts';
import type { Sheet } from './sheet.ts';
import type { WorkbookModel } from './workbook-model.ts';

type FDefinedName = ReturnType<FWorkbook['getDefinedNames']>[number];

/** Univer's SCOPE_WORKBOOK_VALUE_DEFINED_NAME. */
const WORKBOOK_SCOPE = 'AllDefaultWorkbook';

interface NamedItem {
  readonly workbook: WorkbookModel;
  readonly name: FDefinedName;
}

interface NamesOf {
  readonly workbook: WorkbookModel;
  /** Undefined for the names of the whole workbook. */
  readonly sheet: Sheet | undefined;
}

function reference({ name }: NamedItem): string {
  return name.getFormulaOrRefString().replace(/^=/, '');
}

function namedRange(item: NamedItem): CellRange | undefined {
  try {
    return rangeArgument(reference(item), item.workbook.activeSheet, 'NamedItem.getRange');
  } catch (error) {
    // A name for a formula or a constant is no address.
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

const namedItemClass: HostClass<NamedItem> = {
  name: 'NamedItem',
  properties: {
    Name: { get: ({ name }) => name.getName() },
    Formula: { get: (item) => `=${reference(item)}` },
    Value: { get: (item) => namedRange(item)?.address ?? reference(item) },
    Type: { get: (item) => (namedRange(item) === undefined ? 'Formula' : 'Range') },
    Comment: { get: ({ name }) => name.getComment() ?? '' },
  },
  methods: {
    GetRange: (item) => {
      const range = namedRange(item);
      if (range === undefined) throw itemNotFound('NamedItem.getRange');
      return rangeObject(range);
    },
    GetRangeOrNullObject: (item) => {
      const range = namedRange(item);
      return range === undefined ? null : rangeObject(range);
    },
    Delete: ({ name }) => name.delete(),
  },
};

function names({ workbook, sheet }: NamesOf): FDefinedName[] {
  workbook.writes.flush();
  return workbook.grid.workbook.getDefinedNames().filter((name) => {
    const scope = name.getLocalSheetId();
    const isWorkbookWide = scope === undefined || scope === '' || scope === WORKBOOK_SCOPE;
    return sheet === undefined ? isWorkbookWide : scope === sheet.id;
  });
}

function find(of: NamesOf, key: unknown, location: string): NamedItem | undefined {
  const wanted = textArgument(key, location).toLowerCase();
  const name = names(of).find((one) => one.getName().toLowerCase() === wanted);
  return name && { workbook: of.workbook, name };
}

function add(of: NamesOf, nameText: string, refersTo: unknown): HostObject {
  const location = 'NamedItemCollection.add';
  if (find(of, nameText, location) !== undefined)
    throw new HostError('ItemAlreadyExists', 'A resource with the same name or identifier already exists.', location);
  const isRange = isHostObject(refersTo) && refersTo.target instanceof CellRange;
  const text = isRange ? absolute(refersTo.target as CellRange) : textArgument(refersTo, location).replace(/^=/, '');
  // Not the grid's own insertDefinedName: it needs iterator helpers, which Node 20 does not have.
  of.workbook.run('sheet.command.insert-defined-name', {
    unitId: of.workbook.id,
    id: `name-${nameText.toLowerCase()}-${of.sheet?.id ?? 'workbook'}`,
    name: nameText,
    formulaOrRefString: text,
    localSheetId: of.sheet?.id ?? WORKBOOK_SCOPE,
  });
  const added = find(of, nameText, location);
  if (added === undefined) throw invalidArgument(location);
  return hostObject(namedItemClass, added);
}

function absolute(range: CellRange): string {
  const [sheetName = '', cells = ''] = range.address.split(/!(?=[^!]*$)/);
  return `${sheetName}!${cells.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')}`;
}

const namesClass: HostClass<NamesOf> = {
  name: 'NamedItemCollection',
  items: (of) => names(of).map((name) => hostObject(namedItemClass, { workbook: of.workbook, name })),
  item: (of, key) => {
    const found = find(of, key, 'NamedItemCollection.getItem');
    return found && hostObject(namedItemClass, found);
  },
  methods: {
    GetCount: (of) => names(of).length,
    GetItemOrNullObject: (of, key) => {
      const found = find(of, key, 'NamedItemCollection.getItemOrNullObject');
      return found === undefined ? null : hostObject(namedItemClass, found);
    },
    Add: (of, name, refersTo) => add(of, textArgument(name, 'NamedItemCollection.add'), refersTo),
  },
};

export function namesObject(workbook: WorkbookModel, sheet: Sheet | undefined): HostObject {
  return hostObject(namesClass, { workbook, sheet });
}
