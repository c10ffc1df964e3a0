open("/data.json", "w")
