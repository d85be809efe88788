const mostTries = 3;

/** Does something again when the database took it back only because somebody else worked on the same rows. */
export async function retryClash<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // Serialization failure, deadlock.
      if ((code !== '40001' && code !== '40P01') || tries === mostTries) throw error;
    }
  }
}
