const inThisProcess = new Map<string, Promise<unknown>>();

/** Does it while nobody else does anything of this name: no other tab where there are Web Locks, nothing in this one else. */
export async function exclusively<T>(name: string, doing: () => Promise<T>): Promise<T> {
  let began = false;
  try {
    const locks = globalThis.navigator?.locks;
    return await (locks ?? { request: inTurn }).request(name, () => {
      began = true;
      return doing();
    });
  } catch (failure) {
    if (began) {
      throw failure;
    }
    // A frame without an origin has no locks, but no other tabs with its completions either.
    return inTurn(name, doing);
  }
}

function inTurn<T>(name: string, doing: () => Promise<T>): Promise<T> {
  const done = (inThisProcess.get(name) ?? Promise.resolve()).then(doing);
  const settled = done.catch(() => undefined).then(() => {
    if (inThisProcess.get(name) === settled) {
      inThisProcess.delete(name);
    }
  });
  inThisProcess.set(name, settled);
  return done;
}
