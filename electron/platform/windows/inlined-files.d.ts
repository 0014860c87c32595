/** A file of a package as a data URL, inlined by the build. */
declare module '*?inline' {
  const dataUrl: string;
  // oxlint-disable-next-line import/no-default-export -- the build names it so
  export default dataUrl;
}
