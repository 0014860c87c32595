/** References to the CSS variables of the theme: `var(--mui-radius-card)`. */
export const cssVariables = <T extends object>(path: string, values: T) =>
  Object.fromEntries(Object.keys(values).map((name) => [name, `var(--mui-${path}-${name})`])) as {
    [Name in keyof T]: string;
  };
