// The few assertions that these tests need; nothing is fetched.

export function equal(got, expected) {
  const [a, b] = [got, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`got ${a}, expected ${b}`);
}

export function near(got, expected, slack = 1e-9) {
  if (!(Math.abs(got - expected) <= slack)) throw new Error(`got ${got}, expected ${expected}`);
}

export function holds(fact, words) {
  if (!fact) throw new Error(words);
}
