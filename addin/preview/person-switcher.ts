import { z } from 'zod';

const peopleSchema = z.array(
  z.object({ id: z.string(), name: z.string(), role: z.string(), offices: z.array(z.string()) }),
);
type Person = z.infer<typeof peopleSchema>[number];

const PARAMETER = 'user';
const REMEMBERED = 'peel-preview-person';

/** The people whom the local issuer knows. */
export async function fetchPeople(): Promise<Person[]> {
  const response = await fetch('/local/users');
  if (!response.ok) throw new Error(`The preview's server answered ${response.status} for its list of people`);
  return peopleSchema.parse(await response.json());
}

/** Who this window is: as its address says (`?user=maria`), else as it was before, else the first. */
export function chosenPerson(people: readonly Person[]): Person {
  const wanted = new URLSearchParams(location.search).get(PARAMETER) ?? sessionStorage.getItem(REMEMBERED);
  const person = people.find(({ id }) => id === wanted) ?? people[0];
  if (person === undefined) throw new Error('The preview has no people');
  sessionStorage.setItem(REMEMBERED, person.id);
  return person;
}

/** Fills the list; choosing another person opens the page anew as them. */
export function showPeople(select: HTMLSelectElement, people: readonly Person[], current: Person): void {
  for (const person of people) {
    const offices = person.offices.length > 0 ? `, ${person.offices.join(', ')}` : '';
    select.append(new Option(`${person.name} (${person.role}${offices})`, person.id, false, person === current));
  }
  select.disabled = false;
  select.addEventListener('change', () => {
    const address = new URL(location.href);
    address.searchParams.set(PARAMETER, select.value);
    location.assign(address);
  });
}
