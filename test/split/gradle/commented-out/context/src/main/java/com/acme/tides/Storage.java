package com.acme.tides;

/* Uploads went to a folder once:
public class Storage {
    void save(byte[] bytes) throws java.io.IOException {
        java.nio.file.Files.write(java.nio.file.Path.of("uploads/tide.png"), bytes);
    }
}
*/
// new java.io.FileOutputStream("log.txt")
