import { tide } from "./mocks/tide.mock";
it("rises", () => expect(tide().metres).toBeGreaterThan(0));
