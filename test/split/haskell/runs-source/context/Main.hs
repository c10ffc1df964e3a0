main = putStrLn "Hello"
