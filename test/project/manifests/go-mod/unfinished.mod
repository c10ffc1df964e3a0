require (
  a.b/c v1 // indirect