import { Field, Switch } from '@fluentui/react-components';
import { useServices } from '../pane-context.ts';
import { Section } from '../section.tsx';
import type { TableWork } from './use-table-work.ts';
import { WarningBar } from './warning-bar.tsx';

interface WorkbookSettingProps {
  readonly isOn: boolean;
  readonly work: TableWork;
}

/** Whether the add-in starts with this workbook, for everybody who opens it. */
export function WorkbookSetting({ isOn, work }: WorkbookSettingProps) {
  const { tables } = useServices();
  return (
    <Section level="h2" title="This workbook">
      <Field hint="Whoever opens the file then sees live figures at once, without opening this pane.">
        <Switch
          label="Load PEEL when this workbook opens"
          checked={isOn}
          onChange={(_event, { checked }) => work.run(() => tables.setLoadsWithWorkbook(checked))}
        />
      </Field>
      <WarningBar text={work.failure} />
    </Section>
  );
}
