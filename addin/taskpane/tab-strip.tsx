import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';

export interface TabOption<T extends string> {
  readonly name: T;
  readonly label: ReactNode;
}

interface TabStripProps<T extends string> {
  /** What the tabs' and panels' element ids start with. */
  readonly idPrefix: string;
  readonly label: string;
  readonly tabs: readonly TabOption<T>[];
  readonly selected: T;
  readonly onSelect: (name: T) => void;
}

const useStyles = makeStyles({
  strip: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  // five tabs and their counts in 320 px: they share the room, and go on a second line where letters are enlarged
  tabs: {
    display: 'flex',
    flexWrap: 'wrap',
    maxWidth: '440px',
    padding: `0 ${tokens.spacingHorizontalXS}`,
  },
  tab: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexGrow: 1,
    gap: tokens.spacingHorizontalXXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS}`,
    border: 'none',
    borderBottom: '2px solid transparent',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    font: 'inherit',
    cursor: 'pointer',
    '&:hover': { color: tokens.colorNeutralForeground1, borderBottomColor: tokens.colorNeutralStroke1 },
    // a transparent border is drawn where colours are forced
    '@media (forced-colors: active)': { borderBottomColor: 'Canvas' },
    '&:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  selected: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
    '&:hover': { borderBottomColor: tokens.colorCompoundBrandStroke },
    '@media (forced-colors: active)': { borderBottomColor: 'Highlight' },
  },
});

/** How far a key moves along the strip; null where it does not. */
function movedTo(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/**
 * Tabs with the keyboard of the ARIA pattern: one stop for Tab, arrows within. Fluent's TabList puts hidden focusable
 * elements around itself, which accessibility checks rightly dislike.
 */
export function TabStrip<T extends string>({ idPrefix, label, tabs, selected, onSelect }: TabStripProps<T>) {
  const styles = useStyles();
  const strip = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ name }) => name === selected);
    const next = movedTo(event.key, at, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (next === null || tab === undefined) return;
    event.preventDefault();
    onSelect(tab.name);
    strip.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <div className={styles.strip}>
      <div ref={strip} role="tablist" aria-label={label} className={styles.tabs}>
        {tabs.map((tab) => {
          const isSelected = tab.name === selected;
          return (
            <button
              key={tab.name}
              type="button"
              role="tab"
              id={`${idPrefix}-${tab.name}`}
              aria-selected={isSelected}
              aria-controls={`${idPrefix}-${tab.name}-panel`}
              tabIndex={isSelected ? 0 : -1}
              className={mergeClasses(styles.tab, isSelected && styles.selected)}
              onClick={() => onSelect(tab.name)}
              onKeyDown={onKeyDown}
            >
              {tab.label}
            </button>
          );
        })}
      </div>
    </div>
  );
}
