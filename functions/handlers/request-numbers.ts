import * as z from 'zod';

/** A whole number as it stands in an address: digits without a leading zero, at most so many. */
export const wholeNumber = (digits: number) =>
  z
    .string()
    .regex(new RegExp(`^(0|[1-9]\\d{0,${digits - 1}})$`), {
      error: `must be a whole number of at most ${digits} digits`,
    })
    .transform(Number);

/** How many a caller asks for, from 1 to `most`; `most` where it says nothing. */
export const limitUpTo = (most: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,2}$/, { error: `must be a whole number from 1 to ${most}` })
    .transform(Number)
    .pipe(z.int().max(most, { error: `must be at most ${most}` }))
    .default(most);
