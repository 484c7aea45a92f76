import * as z from 'zod';

/** Who uses a table, and in which browser: a person's own unsent text stands where they typed it, and nowhere else. */
export interface Writer {
  readonly subject: string;
  /** A random id that the browser keeps. */
  readonly stamp: string;
}

/** Whose add-in last wrote a table's memory. */
export interface TableWriter extends Writer {
  /** Rows without a key that are somebody else's to them, by what such rows are known by. */
  readonly newRows: readonly string[];
}

const textSchema = z.string().min(1).max(300);

/** As a workbook setting holds it; what is not so is nobody's word. */
export const tableWriterSchema = z.strictObject({
  subject: textSchema,
  stamp: textSchema,
  newRows: z.array(textSchema).max(10_000),
});

/** Whether what stands otherwise in a table than was written may be a person's own. */
export const isWriter = (writer: TableWriter | null, { subject, stamp }: Writer): boolean =>
  writer !== null && writer.subject === subject && writer.stamp === stamp;
