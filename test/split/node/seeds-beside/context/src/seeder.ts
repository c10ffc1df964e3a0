import { seeder } from "nestjs-seeder";
import { tides } from "./tides/tides";
seeder({ imports: [] }).run([tides]);
