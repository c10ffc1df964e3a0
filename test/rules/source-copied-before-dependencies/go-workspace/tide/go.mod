module example.com/tide
