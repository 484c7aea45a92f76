import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { FormulaName } from '../../formulas/catalogue.ts';
import { PageFrame } from '../page-frame.tsx';
import { FailingCellsSection } from './failing-cells-section.tsx';
import { FunctionList } from './function-list.tsx';
import { FunctionPage } from './function-page.tsx';
import { useFormulaGuide } from './use-formula-guide.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
});

/** The formulas: which cells fail, and every function with its help, its examples and a way into the active cell. */
export function FormulasView({ isShown }: { readonly isShown: boolean }) {
  const styles = useStyles();
  const [wasShown, setWasShown] = useState(isShown);
  if (isShown && !wasShown) setWasShown(true);
  const guide = useFormulaGuide(wasShown);
  const [open, setOpen] = useState<FormulaName | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const lastOpen = useRef<FormulaName | null>(null);
  useEffect(() => {
    if (open === null && lastOpen.current !== null)
      list.current?.querySelector<HTMLElement>(`[data-formula="${lastOpen.current}"]`)?.focus();
    lastOpen.current = open;
  }, [open]);
  const formula = typeof guide === 'string' ? undefined : guide.formulas.find(({ name }) => name === open);
  return (
    <>
      {typeof guide !== 'string' && formula !== undefined && (
        <PageFrame key={formula.name} backTo="All functions" onBack={() => setOpen(null)}>
          <FunctionPage guide={guide} formula={formula} />
        </PageFrame>
      )}
      <div ref={list} hidden={open !== null} className={open === null ? styles.view : undefined}>
        <FailingCellsSection isShown={isShown} />
        {guide === 'loading' && <Spinner size="small" label="Loading the functions" />}
        {guide === 'failed' && (
          <Text role="alert">
            The list of functions could not be loaded. Check the network, then close the pane and open it again.
          </Text>
        )}
        {typeof guide !== 'string' && <FunctionList formulas={guide.formulas} onOpen={setOpen} />}
      </div>
    </>
  );
}
