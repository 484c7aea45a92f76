import { booleanArgument, textArgument } from '../model/arguments.ts';
import type { StartState } from '../model/document-settings.ts';
import type { RibbonControlUpdate } from '../preview-host.ts';
import { invalidArgument } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';

/** One result of a custom function, as the client's proxy sends it (CustomFunctions 1.7 and later). */
export interface InvocationResult {
  readonly invocationId: number;
  readonly succeeded: boolean;
  /** The value; the message when it failed. */
  readonly value: unknown;
  /** Office's number of the error: see `custom-functions/results.ts`. */
  readonly errorCode: number | undefined;
}

/** What stands behind the services that office.js reaches beside the workbook. */
export interface ServicePorts {
  readonly functionResults: (results: readonly InvocationResult[]) => void;
  readonly functionsReady: () => void;
  readonly getRuntimeState: () => string;
  readonly setRuntimeState: (state: string) => void;
  readonly getStartState: () => StartState;
  readonly setStartState: (state: StartState) => void;
  readonly ribbonUpdated: (control: RibbonControlUpdate) => void;
}

/** Feature 2: results are sent every 200 ms instead of every 500 ms. Feature 4: and never less than every 2 s. */
const PROXY_FEATURES = [2, 4];

function invocationResults(list: unknown): InvocationResult[] {
  if (!Array.isArray(list)) throw new TypeError('Invocation results are not a list');
  return list.map((entry: unknown) => {
    const [id, succeeded, value, errorCode] = entry as [number, boolean, unknown, number | undefined];
    return { invocationId: id, succeeded, value, errorCode };
  });
}

const customFunctionsClass: HostClass<ServicePorts> = {
  name: 'CustomFunctions',
  methods: {
    SetInvocationArrayResults: (ports, results) => ports.functionResults(invocationResults(results)),
    _SetOsfControlContainerReadyForCustomFunctions: (ports) => ports.functionsReady(),
    _GetEnabledFeatures: () => PROXY_FEATURES,
  },
};

/** Also a navigation property of the root: the proxy comes in by that way. */
export function customFunctionsObject(ports: ServicePorts): HostObject {
  return hostObject(customFunctionsClass, ports);
}

const runtimeClass: HostClass<ServicePorts> = {
  name: 'AppRuntimeService',
  methods: {
    GetAppRuntimeState: (ports) => ports.getRuntimeState(),
    SetAppRuntimeState: (ports, state) => ports.setRuntimeState(textArgument(state, 'Addin.showAsTaskpane')),
  },
};

/** What the client asks for `Office.addin.getStartupBehavior` and `setStartupBehavior`. */
const startStateClass: HostClass<ServicePorts> = {
  name: 'AppRuntimePersistenceService',
  methods: {
    GetAppRuntimeStartState: (ports) => ports.getStartState(),
    SetAppRuntimeStartState: (ports, state) => {
      if (state !== 'Background' && state !== 'Inactive') throw invalidArgument('Addin.setStartupBehavior');
      ports.setStartState(state);
    },
  },
};

interface RibbonControl {
  readonly id: string;
  readonly ports: ServicePorts;
}

const ribbonButtonClass: HostClass<RibbonControl> = {
  name: 'RibbonButton',
  properties: {
    Enabled: {
      get: () => true,
      set: ({ id, ports }, value) =>
        ports.ribbonUpdated({ id, enabled: booleanArgument(value, 'Ribbon.requestUpdate') }),
    },
  },
};

const ribbonTabClass: HostClass<RibbonControl> = {
  name: 'RibbonTab',
  methods: {
    SetVisibility: ({ id, ports }, visible) =>
      ports.ribbonUpdated({ id, visible: booleanArgument(visible, 'Ribbon.requestUpdate') }),
  },
};

const ribbonClass: HostClass<ServicePorts> = {
  name: 'DynamicRibbon',
  methods: {
    GetButton: (ports, id) => hostObject(ribbonButtonClass, { id: textArgument(id, 'Ribbon.requestUpdate'), ports }),
    GetTab: (ports, id) => hostObject(ribbonTabClass, { id: textArgument(id, 'Ribbon.requestUpdate'), ports }),
  },
};

const silentClass: HostClass<null> = {
  name: 'InternalService',
  methods: {
    NotifyActionHandlerReady: () => null,
    SendTelemetryEvent: () => null,
    SendCustomerContent: () => null,
  },
};

/** The services by the names that the client asks for them. */
export function hostServices(ports: ServicePorts): Readonly<Record<string, () => HostObject>> {
  return {
    'Microsoft.ExcelServices.CustomFunctions': () => customFunctionsObject(ports),
    'Microsoft.AppRuntime.AppRuntimeService': () => hostObject(runtimeClass, ports),
    'Microsoft.AppRuntime.AppRuntimePersistenceService': () => hostObject(startStateClass, ports),
    'Microsoft.DynamicRibbon.DynamicRibbon': () => hostObject(ribbonClass, ports),
    'Microsoft.InternalService.AddinInternalService': () => hostObject(silentClass, null),
    'Microsoft.Telemetry.TelemetryService': () => hostObject(silentClass, null),
  };
}
