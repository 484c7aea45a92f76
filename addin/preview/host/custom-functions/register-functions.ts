import type { IFunctionInfo } from '@univerjs/preset-sheets-node-core';
import type { FunctionMetadata, FunctionsMetadata } from '../function-metadata.ts';
import type { WorkbookModel } from '../model/workbook-model.ts';
import type { UniverPackages } from '../univer-grid.ts';
import type { EngineArgument } from './arguments.ts';
import type { FunctionRuntime } from './function-runtime.ts';
import { BUSY } from './results.ts';

/** Any number of arguments: we check them ourselves, by the metadata. */
const UNCHECKED = -1;

type ErrorTypes = UniverPackages['ERROR_TYPE_SET'];

/**
 * Makes the functions known to the formula engine and to the grid's autocomplete. Univer's own `registerFunction` is
 * no use here: it reads "1/2" in a result as a date, gives an omitted argument as 0, and awaits functions one by one.
 */
export function registerFunctions(
  workbook: WorkbookModel,
  { functions }: FunctionsMetadata,
  namespace: string,
  runtime: FunctionRuntime,
): () => void {
  const { packages } = workbook.grid;
  const service = workbook.injector.get(packages.IFunctionService);
  // So that a reference to a cell that waits is an error as well.
  (packages.ERROR_TYPE_SET as Set<string> as ErrorTypes).add(BUSY as Parameters<ErrorTypes['add']>[0]);
  const nameOf = (fn: FunctionMetadata): string => `${namespace}.${fn.name}`.toUpperCase();

  service.registerExecutors(
    ...functions.map((fn) => {
      const executor = new packages.BaseFunction(nameOf(fn));
      executor.needsReferenceObject = true;
      // else the engine hands over the text "July 2022" as the number of a day
      executor.isArgumentsIgnoreNumberPattern = () => true;
      executor.minParams = UNCHECKED;
      executor.maxParams = UNCHECKED;
      executor.calculate = (...given) => {
        const { subUnitId, row, column } = executor;
        return runtime.evaluate(fn, { sheetId: subUnitId ?? '', row, column }, given as EngineArgument[]);
      };
      return executor;
    }),
  );
  const described = workbook.injector
    .get(packages.IDescriptionService)
    .registerDescriptions(functions.map((fn) => describe(fn, nameOf(fn), packages.FunctionType.User)));
  return () => {
    described.dispose();
    service.unregisterExecutors(...functions.map(nameOf));
  };
}

function describe(fn: FunctionMetadata, functionName: string, functionType: number): IFunctionInfo {
  const description = fn.description ?? '';
  return {
    functionName,
    functionType,
    description,
    abstract: description,
    functionParameter: fn.parameters.map((parameter) => ({
      name: parameter.name,
      detail: parameter.description ?? '',
      example: '',
      require: parameter.optional === true ? 0 : 1,
      repeat: parameter.repeating === true ? 1 : 0,
    })),
  };
}
