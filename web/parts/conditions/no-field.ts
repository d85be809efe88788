/** The name react-querybuilder gives to a field that has not been chosen yet. */
export const NO_FIELD = '~';
