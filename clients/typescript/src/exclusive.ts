const inThisProcess = new Map<string, Promise<unknown>>();

/** Does it while nobody else does anything of this name: no other tab where there are Web Locks, nothing in this one else. */
export function exclusively<T>(name: string, doing: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (locks) {
    return locks.request(name, doing) as Promise<T>;
  }
  const done = (inThisProcess.get(name) ?? Promise.resolve()).then(doing);
  const settled = done.catch(() => undefined).then(() => {
    if (inThisProcess.get(name) === settled) {
      inThisProcess.delete(name);
    }
  });
  inThisProcess.set(name, settled);
  return done;
}
