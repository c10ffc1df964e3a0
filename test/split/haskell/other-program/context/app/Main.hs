main = putStrLn "duty"
