import { tide } from "../src/tide";
import { expect } from "vitest";
expect(tide(1)).toBe("low water");
