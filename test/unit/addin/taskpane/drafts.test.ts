import { describe, expect, it } from 'vitest';
import { type AfiDraft, reviewAfiDraft } from '../../../../addin/taskpane/afi/afi-draft.ts';
import { type CallDraft, reviewCallDraft } from '../../../../addin/taskpane/calls/call-draft.ts';
import { monthsOfChannel, monthToEnter } from '../../../../addin/taskpane/calls/call-months.ts';
import { changeSentence } from '../../../../addin/taskpane/calls/call-table-cells.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import { seededRecords } from './seeded-records.ts';
import { asha, ben, maria, seededServices, TODAY } from './seeded-services.ts';

const { replica } = await seededServices(seededRecords(), asha);

function review(draft: AfiDraft, actor: Actor = asha) {
  const afi = replica.record('afi', 'afi/7');
  if (afi === null) throw new Error('The seeds hold no AFI 7');
  return reviewAfiDraft(afi, draft, actor, TODAY);
}

describe('an AFI as it is typed', () => {
  it('saves only what changed', () => {
    expect(review({ status: 'In progress', forecast: 'Dec-22' })).toMatchObject({ values: {}, canSave: false });
    expect(review({ forecast: 'Mar-23' })).toMatchObject({ values: { forecast: '2023-03-31' }, canSave: true });
    expect(review({ forecast: '' })).toMatchObject({ values: { forecast: null }, canSave: true });
  });

  it('names the field, what is wrong and what is allowed', () => {
    expect(review({ forecast: 'Dcember 22' }).messages.forecast).toBe(
      '“Dcember 22” is not a month or a day that exists; write Dec-22, December 2022 or 31/12/2022',
    );
    expect(review({ note: 'x'.repeat(4001) }).messages.note).toBe('Note must be at most 4,000 characters');
  });

  it('[S13] refuses a day in the future, and wants a reason for a correction of history', () => {
    expect(review({ note: 'x', effectiveOn: '2030-01-01' }).messages.effectiveOn).toContain('in the future');
    const correction = review({ status: 'Force complete', effectiveOn: '2022-09-01' });
    expect(correction).toMatchObject({ correctsBefore: '2022-10-31', canSave: false });
    expect(correction.messages.reason).toBe('This corrects history; say why');
    expect(review({ status: 'Force complete', effectiveOn: '2022-09-01', reason: 'Found late' }).canSave).toBe(true);
  });

  it('[S19] tells a contributor that only a manager signs off, and asks a manager for the sign-off', () => {
    expect(review({ status: 'Discharged' }).refusal).toContain('Only a manager can sign an AFI off');
    const unsigned = review({ status: 'Discharged' }, maria);
    expect(unsigned).toMatchObject({ refusal: null, needsSignOff: true, canSave: false });
    expect(unsigned.messages.signOff).toContain('who signed off and on which day');
    const signed = review({ status: 'Discharged', signedOffBy: 'DCC', signedOffOn: TODAY }, maria);
    expect(signed).toMatchObject({ canSave: true, values: { signOff: { by: 'DCC', on: TODAY } } });
  });

  it('[S19] tells another office why it may not', () => {
    expect(review({ note: 'x' }, ben).refusal).toContain('Your office (crime) neither leads nor supports AFI 7');
  });
});

function callReview(draft: CallDraft, month = '2022-10', actor: Actor = asha) {
  const record = replica.record('call-month', `call-month/101/${month}`);
  return reviewCallDraft({ channel: '101', month, record, owningOffice: 'fcir' }, draft, actor, TODAY);
}

describe('a month’s calls as they are typed', () => {
  it('must add up', () => {
    const typed = { received: '30,000', answered: '29,000', answeredUnder10s: '20,000' };
    expect(callReview({ ...typed, notAnswered: '900' }).messages.received).toBe(
      'Answered 29,000 + not answered 900 = 29,900, but received is 30,000; correct one of the three',
    );
    expect(callReview({ ...typed, notAnswered: '1000' })).toMatchObject({
      canSave: true,
      values: { channel: '101', month: '2022-10', received: 30000, notAnswered: 1000, owningOffice: 'fcir' },
    });
  });

  it('must be whole numbers, all four', () => {
    expect(callReview({ received: '12.5' }).messages.received).toContain('Received must be a whole number');
    expect(callReview({ received: '100' })).toMatchObject({ counts: null, canSave: false });
  });

  it('belong to the office that enters them', () => {
    expect(callReview({ received: '1' }, '2022-07', ben).refusal).toContain('These figures belong to fcir');
    expect(callReview({ received: '29,817' }, '2022-07').messages.received).toContain('correct one of the three');
  });

  it('go on with the month after the last', () => {
    expect(monthToEnter(monthsOfChannel(replica.all('call-month'), '101'), TODAY)).toBe('2022-10');
    expect(monthToEnter([], '2023-01-05')).toBe('2022-12');
  });

  it('are compared with the quarter before in a sentence', () => {
    const entered = monthsOfChannel(replica.all('call-month'), '999');
    expect(changeSentence(entered, 'Q2 2022/23')).toBe('10,584 (11.2%) more calls received than in Q1 2022/23');
    expect(changeSentence(entered, 'Q1 2022/23')).toBeNull();
  });
});
