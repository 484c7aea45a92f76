/** A promise of the product that a run has broken, and where. */
export interface Breach {
  readonly promise:
    | 'all drains'
    | 'no error inside'
    | 'answered as the plain dataset has it'
    | 'the log has no gap'
    | 'records are what their log says'
    | 'no edit is in two commits'
    | 'an edit is taken, or it comes back, and not both'
    | 'what comes back says why'
    | 'a conflict holds all that became part of it'
    | 'edits stay with their author'
    | 'no acknowledged edit is gone'
    | 'an acknowledged edit is what was asked'
    | 'an edit says what its author saw'
    | 'replicas equal the server';
  readonly detail: string;
}
