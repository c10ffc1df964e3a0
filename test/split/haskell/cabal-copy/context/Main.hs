main = writeFile "a" "b"
