import { type Theme, teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';

const FORCED_COLORS = '(forced-colors: active)';
const DARK = '(prefers-color-scheme: dark)';

/** Whether a colour such as `#262626` is dark, by its perceived brightness; null where it is no such colour. */
function isDarkColor(color: string): boolean | null {
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color.trim());
  if (match === null) return null;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((part) => Number.parseInt(part, 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}

/** Excel's own theme where it tells one; Excel on the web and browsers do not. */
function officeIsDark(): boolean | null {
  const color = globalThis.Office?.context?.officeTheme?.bodyBackgroundColor;
  return typeof color === 'string' ? isDarkColor(color) : null;
}

function currentTheme(): Theme {
  if (window.matchMedia(FORCED_COLORS).matches) return teamsHighContrastTheme;
  return (officeIsDark() ?? window.matchMedia(DARK).matches) ? webDarkTheme : webLightTheme;
}

function onThemeChange(changed: () => void): () => void {
  const queries = [FORCED_COLORS, DARK].map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

/** Fluent's theme that goes with the person's: high contrast where colours are forced, else Excel's, else the system's. */
export function usePaneTheme(): Theme {
  return useSyncExternalStore(onThemeChange, currentTheme);
}
