import { type Afi, ragOn, STATUS_NOT_RECORDED, slipDays } from '../../../shared/domain/afi.ts';
import { excelSerial } from '../../../shared/domain/calendar.ts';
import { londonTime } from '../../../shared/domain/london-time.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { editorOf } from '../editor-of.ts';
import { sourceText, statedSource } from '../explain/stated-source.ts';
import { areaOf, boardName, officeName } from '../plan-lookups.ts';

const DATE_FORMAT = 'd mmm yyyy';

interface CardProperty {
  readonly type: 'String' | 'Double' | 'FormattedNumber';
  readonly basicValue: string | number;
  readonly numberFormat?: string;
}

/** An entity as Excel takes it from a custom function: its text in the cell, its properties in the card. */
export interface AfiCard {
  readonly type: 'Entity';
  readonly text: string;
  /** What an Excel that knows no entities shows of a workbook saved with one. */
  readonly basicType: 'Error';
  readonly basicValue: '#VALUE!';
  readonly properties: Readonly<Record<string, CardProperty>>;
  readonly layouts: { readonly card: CardLayout };
  readonly provider: { readonly description: string };
}

interface CardLayout {
  readonly title: { readonly property: string };
  readonly subTitle: { readonly property: string };
  readonly sections: readonly {
    readonly layout: 'List';
    readonly title: string;
    readonly properties: readonly string[];
  }[];
}

const asText = (basicValue: string): CardProperty => ({ type: 'String', basicValue });
const asNumber = (basicValue: number): CardProperty => ({ type: 'Double', basicValue });
const asDate = (day: string | undefined): CardProperty =>
  day === undefined
    ? asText(STATUS_NOT_RECORDED)
    : { type: 'FormattedNumber', basicValue: excelSerial(day), numberFormat: DATE_FORMAT };

/** Entities are ExcelApi 1.16, and custom functions return them from CustomFunctionsRuntime 1.4 on; an older Excel shows #VALUE!. */
function hasCards(): boolean {
  if (typeof Office === 'undefined') return false;
  const { requirements } = Office.context;
  return (
    requirements.isSetSupported('ExcelApi', '1.16') && requirements.isSetSupported('CustomFunctionsRuntime', '1.4')
  );
}

/** The AFI's title with everything else on a card; the title alone where Excel has no cards. */
export function afiCard(reader: ReplicaReader, afi: Afi): AfiCard | string {
  const title = afiTitle(afi);
  if (!hasCards()) return title;
  const sections = cardSections(reader, afi);
  return {
    type: 'Entity',
    text: title,
    basicType: 'Error',
    basicValue: '#VALUE!',
    properties: Object.fromEntries([['Title', asText(title)], ...Object.values(sections).flatMap(Object.entries)]),
    layouts: {
      card: {
        title: { property: 'Title' },
        subTitle: { property: 'Inspection area' },
        sections: Object.entries(sections).map(([heading, properties]) => ({
          layout: 'List',
          title: heading,
          properties: Object.keys(properties),
        })),
      },
    },
    provider: { description: 'PEEL' },
  };
}

/** What stands on the card, by the headings of its sections. */
function cardSections(reader: ReplicaReader, afi: Afi): Readonly<Record<string, Record<string, CardProperty>>> {
  const area = areaOf(reader, afi);
  const slip = slipDays(afi);
  return {
    'Where it stands': {
      AFI: asNumber(afi.number),
      Status: asText(afi.status ?? STATUS_NOT_RECORDED),
      RAG: asText(ragOn(afi, reader.today())),
      Lead: asText(afiLead(reader, afi)),
      Board: asText(boardName(reader, afi.board)),
    },
    Dates: {
      'Completion expected': asDate(afi.forecast),
      'First promised': asDate(afi.baseline),
      'Slip (days)': slip === null ? asText(STATUS_NOT_RECORDED) : asNumber(slip),
    },
    Inspection: { 'Inspection area': asText(area.name), Grade: asText(area.grade) },
    Provenance: { ...lastChange(reader, afi), ...sources(reader, afi) },
  };
}

/** The document of the AFI is not that of its status, which the plan stated later. */
function sources(reader: ReplicaReader, { number, provenance }: Afi): Record<string, CardProperty> {
  const edit = reader.lastEdit(`afi/${number}`, 'status');
  const status = edit === undefined ? null : statedSource({ group: 'status', recordSource: provenance }, edit);
  return {
    'AFI from': asText(provenance.document),
    Place: asText(provenance.place),
    'Status from': asText(edit === undefined ? 'Loading history' : sourceText(status)),
  };
}

/** A card is not live: where the log is still on its way, it says so and stays so until it is asked for again. */
function lastChange(reader: ReplicaReader, { number }: Afi): Record<string, CardProperty> {
  const edit = reader.lastEdit(`afi/${number}`);
  if (edit === undefined) return { 'Last changed by': asText('Loading history') };
  if (edit === null) return { 'Last changed by': asText(STATUS_NOT_RECORDED) };
  const { logged, reason } = edit;
  return {
    'Last changed by': asText(editorOf(reader, edit)),
    ...(logged === null ? {} : { 'Last changed at': asText(londonTime(new Date(logged.recordedAt))) }),
    ...(logged === null ? {} : { Commit: asNumber(logged.sequence) }),
    ...(reason === undefined ? {} : { Reason: asText(reason) }),
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
  return officeName(reader, leadOffice);
}
