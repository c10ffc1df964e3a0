package words;

public class Words {
  public static String greeting() {
    return "spring tide\n";
  }
}
