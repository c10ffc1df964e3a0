Deno.serve(async (request) => {
  await Deno.writeTextFile("/data/notes.txt", await request.text(), { append: true });
  return new Response("kept");
});
