import { londonDay } from '../../../shared/domain/calendar.ts';
import { choose } from './choose.ts';
import { editRequest } from './edit-requests.ts';
import type { Laboratory } from './laboratory.ts';
import { ACTORS } from './people.ts';
import type { MachineStep, SeatStep, ServerStep, Step, WindowStep } from './schedule.ts';
import { takeWithMachine } from './take-with-machine.ts';
import type { AddinWindow } from './window.ts';

/** No step edits more often, so that no two edits have the same values. */
const MOST_TIMES = 10;

/** Does what a step says; in a window that is not open, nothing. `index`: which step of its schedule it is. */
export async function takeStep(laboratory: Laboratory, step: Step, index: number): Promise<void> {
  if (!('who' in step)) await takeAtServer(laboratory, step);
  else if (isOfMachine(step)) await takeWithMachine(laboratory, step);
  else takeInWindow(laboratory, step, index);
}

const MACHINE_STEPS: Readonly<Record<MachineStep['do'], true>> = {
  'sign in': true,
  'sign out': true,
  export: true,
  import: true,
  'lose the machine': true,
  'find a machine': true,
  'clone the profile': true,
  'fill the disk': true,
  'make room': true,
  'clear the disk': true,
};
const isOfMachine = (step: WindowStep): step is MachineStep => Object.hasOwn(MACHINE_STEPS, step.do);

async function takeAtServer(laboratory: Laboratory, step: ServerStep): Promise<void> {
  const { time, server, database } = laboratory;
  switch (step.do) {
    case 'stop the server':
      server.kill();
      server.isUp = false;
      time.after(step.forMs, () => {
        server.isUp = true;
      });
      break;
    case 'restore':
      // it is done while the service stands still; what is under way to or from it arrives afterwards
      server.kill();
      await database.restore(step.commits);
      break;
    case 'make readers':
      laboratory.role = 'reader';
      break;
    case 'make contributors':
      laboratory.role = 'contributor';
      break;
  }
}

function takeInWindow(laboratory: Laboratory, step: SeatStep, index: number): void {
  const { premises, windows, diary } = laboratory;
  const seat = premises.seat(step.who);
  if (step.do === 'open') laboratory.open(seat);
  const window = windows.get(step.who);
  switch (step.do) {
    case 'open':
      break;
    case 'go offline':
    case 'go online':
      seat.isOnline = step.do === 'go online';
      window?.change();
      break;
    case 'look':
    case 'look away':
      seat.isVisible = step.do === 'look';
      window?.sheet.write();
      window?.change();
      break;
    case 'kill':
      window?.life.end();
      break;
    case 'die':
      window?.life.dieAt((operation, moment) => operation === step.at && moment === step.moment);
      break;
    case 'freeze':
      if (window !== undefined) diary.happens('frozen');
      window?.life.freeze(step.forMs);
      break;
    case 'edit':
      if (window !== undefined) edit(laboratory, window, step, index);
      break;
    case 'choose':
      window?.life.soon(() => void choose(window, step.choice, index * MOST_TIMES, diary)); // the diary awaits its answers
      break;
    case 'ask for history':
      window?.life.soon(() => void window.replica.asAt(londonDay(seat.clock())));
      break;
  }
}

type EditStep = Extract<SeatStep, { do: 'edit' }>;

function edit({ diary }: Laboratory, { life, seat, replica, sheet }: AddinWindow, step: EditStep, index: number): void {
  for (let time = 0; time < step.times; time += 1) {
    life.after(time * step.everyMs, () => {
      const { person } = seat;
      // nobody edits what they do not see yet
      if (person === null || replica.state === 'empty') return;
      const asked = editRequest(step, index * MOST_TIMES + time, ACTORS[person], londonDay(seat.clock()));
      const request = step.inTable === true ? sheet.edited(asked, replica) : asked;
      // the diary awaits its answer
      void diary.edit(person, request, replica).then(({ saved }) => saved && sheet.noteSaved(request));
    });
  }
}
