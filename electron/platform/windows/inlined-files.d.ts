/** A file of a package as a data URL, put there when the app is built. */
declare module '*?inline' {
  const dataUrl: string;
  // oxlint-disable-next-line import/no-default-export -- the build names it so
  export default dataUrl;
}
