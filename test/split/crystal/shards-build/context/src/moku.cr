require "http/server"

HTTP::Server.new([HTTP::StaticFileHandler.new("public")])
