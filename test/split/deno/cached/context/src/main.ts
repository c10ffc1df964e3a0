import { encodeBase64 } from "jsr:@std/encoding@1";
export default { fetch: () => new Response(encodeBase64("hello")) };
