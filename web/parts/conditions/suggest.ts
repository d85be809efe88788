/** Suggests values of a field that begin like what is typed; from the data, through whoever shows the editor. */
export type Suggest = (field: string, typed: string) => Promise<string[]>;
