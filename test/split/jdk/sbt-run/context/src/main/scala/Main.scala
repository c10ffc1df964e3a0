object Main extends App { println("tides") }
