import { Button, Field, makeStyles, Radio, RadioGroup, Select, Text, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { CellPlace } from '../../workbook/select-cell.ts';
import { useServices } from '../pane-context.ts';
import { useFormStyles } from '../use-form-styles.ts';
import { ColumnChoice } from './column-choice.tsx';
import type { InsertableTable, InsertTableRequest } from './table-services.ts';
import { useTableWork } from './use-table-work.ts';
import { WarningBar } from './warning-bar.tsx';

const PLACES = {
  'new sheet': 'On a new worksheet',
  'selected cell': 'From the selected cell down and to the right',
} as const satisfies Record<InsertTableRequest['where'], string>;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  why: { flex: '1 1 140px', color: tokens.colorNeutralForeground2 },
});

interface InsertFormProps {
  readonly insertable: readonly InsertableTable[];
  /** Hears where the table is. */
  readonly onInserted: (title: string, place: CellPlace) => void;
}

const chosenAtFirst = (table: InsertableTable | undefined): ReadonlySet<string> =>
  new Set(table?.columns.flatMap(({ id, isChosen }) => (isChosen ? [id] : [])));

/** Inserts a table: what it shows, in which columns, and where. */
export function InsertForm({ insertable, onInserted }: InsertFormProps) {
  const styles = useStyles();
  const { control } = useFormStyles();
  const { tables } = useServices();
  const whyId = useId();
  const work = useTableWork(() => {});
  const [title, setTitle] = useState(insertable[0]?.title ?? '');
  const table = insertable.find((each) => each.title === title);
  const [chosen, setChosen] = useState(() => chosenAtFirst(table));
  const [where, setWhere] = useState<InsertTableRequest['where']>('new sheet');
  const choose = (wanted: string): void => {
    setTitle(wanted);
    setChosen(chosenAtFirst(insertable.find((each) => each.title === wanted)));
  };
  const whyNot = chosen.size === 0 ? 'Choose at least one column.' : null;
  const insert = (): void => {
    if (table === undefined || whyNot !== null) return;
    const { kind, scope, columns } = table;
    const ids = columns.map(({ id }) => id).filter((id) => chosen.has(id));
    work.run(async () => onInserted(title, await tables.insert({ kind, scope, columns: ids, where })));
  };
  return (
    <div className={styles.form}>
      <Field label="Table">
        <Select className={control} value={title} onChange={(_event, { value }) => choose(value)}>
          {insertable.map((each) => (
            <option key={each.title}>{each.title}</option>
          ))}
        </Select>
      </Field>
      {table !== undefined && <ColumnChoice columns={table.columns} chosen={chosen} onChoose={setChosen} />}
      <Field label="Where">
        <RadioGroup
          value={where}
          onChange={(_event, { value }) => setWhere(value === 'selected cell' ? 'selected cell' : 'new sheet')}
        >
          {Object.entries(PLACES).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </RadioGroup>
      </Field>
      <WarningBar text={work.failure} />
      <div className={styles.bar}>
        <Button
          appearance="primary"
          aria-describedby={whyId}
          disabledFocusable={whyNot !== null || work.busy}
          onClick={insert}
        >
          {work.busy ? 'Inserting' : 'Insert'}
        </Button>
        <Text size={200} id={whyId} className={styles.why} role="status">
          {whyNot ?? ''}
        </Text>
      </div>
    </div>
  );
}
