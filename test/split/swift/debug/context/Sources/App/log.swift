FileManager.default.createFile(atPath: "log.txt", contents: nil)
