import type { DocumentSettings } from '../model/document-settings.ts';

/** A current desktop Excel with a shared runtime. */
const REQUIREMENT_SETS: Readonly<Record<string, string>> = {
  ExcelApi: '1.18',
  SharedRuntime: '1.2',
  CustomFunctionsRuntime: '1.4',
  CustomFunctions: '1.9',
  RibbonApi: '1.2',
  IdentityAPI: '1.3',
  DialogApi: '1.2',
  AddinCommands: '1.3',
  RichApiRuntime: '1.2',
  KeyboardShortcuts: '1.1',
};

const EXCEL = 1;
const ENGLISH_UNITED_KINGDOM = 2057;
const RIBBON_ACTIVATED = 2;

const WHITE_THEME = 0xffffff;
const BLACK_THEME = 0x262626;

/** As Excel's "Use system setting" theme does, the preview follows the system; Node has none to follow. */
function isDark(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches;
}

/** What office.js reads once, before `Office.onReady`: `window.external.GetContext()`. */
export function officeContext(
  settings: DocumentSettings,
  requirementSets: Readonly<Record<string, string>> = {},
): object {
  return {
    GetAppType: () => EXCEL,
    GetSolutionRef: () => 'peel',
    GetAppVersionMajor: () => '16',
    GetAppVersionMinor: () => 1,
    GetHostFullVersion: () => '16.0.19000.20000',
    GetAppUILocale: () => ENGLISH_UNITED_KINGDOM,
    GetAppDataLocale: () => ENGLISH_UNITED_KINGDOM,
    GetDocUrl: () => 'C:\\Preview.xlsx',
    GetAppCapabilities: () => 0,
    GetActivationMode: () => RIBBON_ACTIVATED,
    GetControlIntegrationLevel: () => 1,
    GetSolutionToken: () => '',
    GetCorrelationId: () => 'preview',
    GetInstanceId: () => 'preview',
    GetTouchEnabled: () => false,
    GetCommerceAllowed: () => false,
    GetSupportedMatrix: () => JSON.stringify({ ...REQUIREMENT_SETS, ...requirementSets }),
    GetInitialDisplayMode: () => 0,
    GetOfficeThemeInfo: () => JSON.stringify({ bodyBackgroundColor: isDark() ? BLACK_THEME : WHITE_THEME }),
    GetFeaturesForSolution: () => '{}',
    GetHostCustomMessage: () => '',
    GetSettings: () => ({
      /** The client hands in two empty arrays to be filled. */
      Read: (keys: string[], values: string[]) => {
        for (const [key, text] of settings.entries()) {
          keys.push(key);
          values.push(text);
        }
      },
      Write: (keys: readonly string[], values: readonly string[]) => {
        settings.replaceAll(keys.map((key, index) => [key, values[index] ?? 'null']));
      },
    }),
  };
}
