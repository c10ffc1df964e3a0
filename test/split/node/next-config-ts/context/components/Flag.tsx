export const Flag = () => null;
