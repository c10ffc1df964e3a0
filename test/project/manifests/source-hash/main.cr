# "not this"
require "http/server"
page = File.read("public/index.html")
puts "hello #{page.size}"
