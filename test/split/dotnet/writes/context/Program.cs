var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<Db>(o => o.UseSqlite("Data Source=notes.db"));
var words = File.ReadAllText("words.txt");
builder.Build().Run();
