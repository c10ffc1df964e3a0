Deno.serve({ port: 8000 }, async () => new Response(await Deno.readTextFile("./static/index.html")));
