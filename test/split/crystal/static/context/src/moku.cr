puts "moku"
