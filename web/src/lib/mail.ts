/** Whether the server sends mail: without it, a forgotten password stays forgotten. Vite's server leaves the placeholder. */
export const mailAvailable = document.querySelector<HTMLMetaElement>('meta[name=mail]')?.content !== 'off';
