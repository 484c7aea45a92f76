import { itemNotFound } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import type { Area } from './a1.ts';
import { integerArgument } from './arguments.ts';
import { CellRange } from './cell-range.ts';
import type { Sheet } from './sheet.ts';

interface AreasOfSheet {
  readonly sheet: Sheet;
  readonly areas: readonly Area[];
}

function ranges({ sheet, areas }: AreasOfSheet): CellRange[] {
  return areas.map((area) => new CellRange(sheet, area));
}

const rangeCollectionClass: HostClass<AreasOfSheet> = {
  name: 'RangeCollection',
  items: ({ sheet, areas }) => areas.map((area) => sheet.workbook.objects.range(sheet, area)),
  methods: {
    GetCount: ({ areas }) => areas.length,
    GetItemAt: ({ sheet, areas }, index) => {
      const area = areas[integerArgument(index, 'RangeCollection.getItemAt')];
      if (area === undefined) throw itemNotFound('RangeCollection.getItemAt');
      return sheet.workbook.objects.range(sheet, area);
    },
  },
};

const rangeAreasClass: HostClass<AreasOfSheet> = {
  name: 'RangeAreas',
  properties: {
    Address: {
      get: (all) =>
        ranges(all)
          .map(({ address }) => address)
          .join(','),
    },
    AreaCount: { get: ({ areas }) => areas.length },
    CellCount: { get: ({ areas }) => areas.reduce((sum, area) => sum + area.rowCount * area.columnCount, 0) },
  },
  objects: {
    Areas: (all) => hostObject(rangeCollectionClass, all),
    Worksheet: ({ sheet }) => sheet.workbook.objects.worksheet(sheet),
  },
};

/** Several blocks of one sheet; only what reads where they are. */
export function rangeAreasObject(sheet: Sheet, areas: readonly Area[]): HostObject {
  return hostObject(rangeAreasClass, { sheet, areas });
}
