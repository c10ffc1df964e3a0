require "sinatra"; get("/") { "ok" }
