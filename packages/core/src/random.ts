/** Numbers in [0, 1) that nobody can foretell; whatever needs some is handed this, or a test's own. */
export const systemRandom = (): number => Math.random();
