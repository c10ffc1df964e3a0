import java.io.File;
import java.io.FileOutputStream;

public class MavenWrapperDownloader {
    public static void main(String[] args) throws Exception {
        new File(args[0]).getParentFile().mkdirs();
        try (FileOutputStream out = new FileOutputStream(args[0])) {
            out.write(1);
        }
    }
}
