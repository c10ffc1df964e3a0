export const tides = ["ebb", "flood"];
