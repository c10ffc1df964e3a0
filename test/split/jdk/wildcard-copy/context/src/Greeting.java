public class Greeting {
  static String text() {
    return "tide tables\n";
  }
}
