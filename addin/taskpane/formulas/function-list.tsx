import { Caption1, makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormulaName } from '../../formulas/catalogue.ts';
import type { GuidedFormula } from '../../formulas/guide/formula-guide.ts';
import { Section } from '../section.tsx';
import { useRowStyles } from '../use-row-styles.ts';
import { searchFormulas } from './function-search.ts';

const useStyles = makeStyles({
  box: { width: '100%', maxWidth: 'none' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  name: { display: 'block', fontFamily: tokens.fontFamilyMonospace, fontWeight: tokens.fontWeightSemibold },
  description: { display: 'block', color: tokens.colorNeutralForeground2 },
});

interface FunctionListProps {
  readonly formulas: readonly GuidedFormula[];
  readonly onOpen: (name: FormulaName) => void;
}

/** Every function, searched by its name, what it gives, and the words of its arguments. */
export function FunctionList({ formulas, onOpen }: FunctionListProps) {
  const styles = useStyles();
  const { row } = useRowStyles();
  const [typed, setTyped] = useState('');
  const found = searchFormulas(formulas, typed);
  return (
    <Section title="Functions" level="h2">
      <SearchBox
        className={styles.box}
        aria-label="Search the functions"
        placeholder="Search by name or words, such as slip or 999"
        value={typed}
        onChange={(_event, { value }) => setTyped(value)}
      />
      <Caption1 role="status">
        {found.length === 0
          ? 'No function matches. Try another word, such as status, calls or measure.'
          : `${found.length} of ${formulas.length} functions`}
      </Caption1>
      <ul className={styles.list} aria-label="Functions">
        {found.map(({ name, description }) => (
          <li key={name}>
            <button type="button" className={row} data-formula={name} onClick={() => onOpen(name)}>
              <Text className={styles.name}>PEEL.{name}</Text>
              <Text size={200} className={styles.description}>
                {description}
              </Text>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
