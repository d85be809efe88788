// Sets the chosen colour scheme before the first paint, so that a dark screen never flashes white.
// A file of its own because the content security policy allows no inline script.
(() => {
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('plumb-color-scheme') || 'auto';
  } catch {
    // Storage can be switched off; the system's scheme is then the answer.
  }
  const dark = chosen === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
