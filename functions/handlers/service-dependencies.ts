import type { PushDependencies } from '../sync/accept-push.ts';

/** One line of the structured log. Of a person it holds the subject id only. */
export type LogLine = Readonly<Record<string, string | number | boolean | undefined>> & {
  readonly level: 'info' | 'error';
};

/** What every handler is given; app.ts gives the deployed ones, the local front door its own. */
export interface ServiceDependencies extends PushDependencies {
  /** The Entra tenant whose tokens are taken. */
  readonly tenantId: string;
  readonly log: (line: LogLine) => void;
}
