import { londonDay } from '../../../shared/domain/calendar.ts';
import { editRequest } from './edit-requests.ts';
import type { Laboratory } from './laboratory.ts';
import type { ServerStep, Step, WindowStep } from './schedule.ts';
import type { AddinWindow } from './window.ts';

/** No step edits more often, so that no two edits have the same values. */
const MOST_TIMES = 10;

/** Does what a step says; in a window that is not open, nothing. `index`: which step of its schedule it is. */
export async function takeStep(laboratory: Laboratory, step: Step, index: number): Promise<void> {
  if ('who' in step) takeInWindow(laboratory, step, index);
  else await takeAtServer(laboratory, step);
}

async function takeAtServer(laboratory: Laboratory, step: ServerStep): Promise<void> {
  const { time, server, network, database } = laboratory;
  switch (step.do) {
    case 'stop the server':
      server.kill();
      server.isUp = false;
      time.after(step.forMs, () => {
        server.isUp = true;
      });
      break;
    case 'restore':
      // it takes minutes at least, and no request lives so long
      server.kill();
      network.lose();
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

function takeInWindow(laboratory: Laboratory, step: WindowStep, index: number): void {
  const { places, windows, diary } = laboratory;
  if (step.do === 'open') laboratory.open(step.who);
  const place = places.get(step.who);
  const window = windows.get(step.who);
  if (place === undefined || window === undefined) return;
  switch (step.do) {
    case 'edit':
      edit(laboratory, window, step, index);
      break;
    case 'go offline':
    case 'go online':
      place.isOnline = step.do === 'go online';
      window.change();
      break;
    case 'look':
    case 'look away':
      place.isVisible = step.do === 'look';
      window.change();
      break;
    case 'kill':
      window.life.end();
      break;
    case 'die':
      window.life.dieAt((operation, moment) => operation === step.at && moment === step.moment);
      break;
    case 'dismiss':
      dismissOldest(window, diary.dismissed);
      break;
    case 'ask for history':
      void window.replica.asAt(londonDay(place.clock()));
      break;
    case 'open':
      break;
  }
}

type EditStep = Extract<WindowStep, { do: 'edit' }>;

function edit({ places, diary }: Laboratory, { life, replica }: AddinWindow, step: EditStep, index: number): void {
  const place = places.get(step.who);
  if (place === undefined) return;
  for (let time = 0; time < step.times; time += 1) {
    life.after(time * step.everyMs, () => {
      const request = editRequest(step, index * MOST_TIMES + time, place.actor, londonDay(place.clock()));
      void diary.note(place.actor.subject, request, () => replica.edit(request)); // the diary awaits its answer
    });
  }
}

function dismissOldest({ loop, replica }: AddinWindow, dismissed: Set<string>): void {
  const [oldest] = replica.copy.summary.returned;
  if (oldest === undefined) return;
  const { mutationId } = oldest.mutation;
  dismissed.add(mutationId);
  void loop.dismiss(mutationId); // a window that dies first leaves it on the list
}
