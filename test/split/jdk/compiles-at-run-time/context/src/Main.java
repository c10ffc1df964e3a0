import javax.tools.ToolProvider;

public class Main {
  public static void main(String[] args) {
    ToolProvider.getSystemJavaCompiler().run(null, null, null, args);
  }
}
