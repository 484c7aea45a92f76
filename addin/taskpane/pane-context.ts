import { createContext, useContext } from 'react';
import type { PaneServices } from './pane-services.ts';

const PaneContext = createContext<PaneServices | null>(null);

/** Hands the pane's services to every view below it. */
export const PaneServicesProvider = PaneContext.Provider;

/** The services that the composition root passed to the pane. */
export function useServices(): PaneServices {
  const services = useContext(PaneContext);
  if (services === null) throw new Error('A pane view was rendered outside PaneServicesProvider');
  return services;
}
