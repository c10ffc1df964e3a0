main = putStrLn "a"
