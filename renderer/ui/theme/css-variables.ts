/** The names of values that the theme holds, as references to its CSS variables: `var(--mui-radius-card)`. */
export const cssVariables = <T extends object>(path: string, values: T) =>
  Object.fromEntries(Object.keys(values).map((name) => [name, `var(--mui-${path}-${name})`])) as {
    [Name in keyof T]: string;
  };
