import { type Afi, ragOn, STATUS_NOT_RECORDED, slipDays } from '../../../shared/domain/afi.ts';
import { excelSerial } from '../../../shared/domain/calendar.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { areaOf } from '../plan-lookups.ts';

const DATE_FORMAT = 'd mmm yyyy';

interface CardProperty {
  readonly type: 'String' | 'Double' | 'FormattedNumber';
  readonly basicValue: string | number;
  readonly numberFormat?: string;
}

/** An entity as Excel takes it from a custom function; where entities are not known its text is the cell's value. */
export interface AfiCard {
  readonly type: 'Entity';
  readonly text: string;
  readonly basicType: 'String';
  readonly basicValue: string;
  readonly properties: Readonly<Record<string, CardProperty>>;
}

const asText = (basicValue: string): CardProperty => ({ type: 'String', basicValue });
const asDate = (day: string | undefined): CardProperty =>
  day === undefined
    ? asText(STATUS_NOT_RECORDED)
    : { type: 'FormattedNumber', basicValue: excelSerial(day), numberFormat: DATE_FORMAT };

/** https://learn.microsoft.com/office/dev/add-ins/excel/excel-data-types-entity-card */
export function afiCard(reader: ReplicaReader, afi: Afi): AfiCard {
  const title = afiTitle(afi);
  const area = areaOf(reader, afi);
  const slip = slipDays(afi);
  const { document, place } = afi.provenance;
  return {
    type: 'Entity',
    text: title,
    basicType: 'String',
    basicValue: title,
    properties: {
      AFI: { type: 'Double', basicValue: afi.number },
      Title: asText(title),
      Status: asText(afi.status ?? STATUS_NOT_RECORDED),
      RAG: asText(ragOn(afi, reader.today())),
      'Inspection area': asText(area.name),
      Grade: asText(area.grade),
      'Completion expected': asDate(afi.forecast),
      'First promised': asDate(afi.baseline),
      'Slip (days)': slip === null ? asText(STATUS_NOT_RECORDED) : { type: 'Double', basicValue: slip },
      Lead: asText(afiLead(reader, afi)),
      Source: asText(`${document}, ${place}`),
    },
  };
}

/** The plan's wording; the report's where the plan has none yet. */
export function afiTitle({ planWording, reportWording }: Afi): string {
  return planWording ?? reportWording;
}

/** The person who owns it; else the office that leads it. */
export function afiLead(reader: ReplicaReader, { owner, leadOffice }: Afi): string {
  if (owner !== undefined) return owner;
  if (leadOffice === undefined) return STATUS_NOT_RECORDED;
  return reader.record('office', `office/${leadOffice}`)?.fields.name ?? leadOffice;
}
