plugins { java }
dependencies { implementation("x:y:1") }
