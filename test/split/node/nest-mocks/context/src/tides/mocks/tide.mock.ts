import { faker } from "@faker-js/faker";
export const tide = () => ({ port: faker.location.city(), metres: faker.number.float() });
