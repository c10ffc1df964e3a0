import prologue, json

let settings = parseFile("settings.json")
echo settings
